package io.newswatch.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.standalone.broker.BrokerOptions;
import io.newswatch.standalone.broker.EmbeddedBroker;
import io.newswatch.standalone.trial.NewswatchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `newswatch up` as its user runs it: a process of its own.
class UpCommandTest {

    @TempDir
    private Path folder;

    @Test
    void files_with_mistakes_are_all_that_is_told_and_the_data_folder_is_free_again() throws Exception {
        var channels = Files.writeString(folder.resolve("channels.yaml"), "- {channel: pigeon:desk}\n");
        var grammar = folder.resolve("none.yaml");

        assertThat(up("alerts.channels=" + channels, "enrich.grammar=" + grammar)).containsExactly(
                "newswatch: alerts.channels: " + channels
                        + ":1:13: error: channel pigeon:desk: no channel type \"pigeon\"; expected one of webhook, log",
                "newswatch: enrich.grammar cannot be used: " + grammar + ": there is no such file or folder",
                "exit code 2");
        try (var broker = EmbeddedBroker.start(BrokerOptions.in(folder.resolve("data")))) {
            assertThat(broker.bootstrapServers()).isNotEmpty();
        }
    }

    /// @return all that a terminal would show, and how it ended
    private List<String> up(String... settings) throws IOException, InterruptedException {
        var command = new ArrayList<>(NewswatchProcess.small());
        command.addAll(List.of("up", "--data", folder.resolve("data").toString(), "--set", "broker.port=0", "--set",
                "http.port=0"));
        for (var setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var lines = process.inputReader()) {
            var told = new ArrayList<>(lines.readAllLines());
            told.add("exit code " + process.waitFor());
            return told;
        } finally {
            process.destroyForcibly();
        }
    }
}
