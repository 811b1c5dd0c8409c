package io.newswatch.standalone.cli;

/// Where the process starts.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(NewswatchCommand.commandLine().execute(arguments));
    }
}
