package io.newswatch.standalone.cli;

import java.util.List;

/// Where the process starts.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(NewswatchCommand.commandLine(List.of(arguments)).execute(arguments));
    }
}
