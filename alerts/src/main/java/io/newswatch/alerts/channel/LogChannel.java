package io.newswatch.alerts.channel;

import io.newswatch.contract.Alert;
import io.newswatch.contract.JsonSerde;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/// Writes alerts on standard output or at the end of a file, for people or as JSON lines. Called by one thread at a time.
final class LogChannel implements Channel {

    /// How an alert is written.
    enum Format {
        TEXT, JSON
    }

    private final String name;
    private final @Nullable Path file;
    private final OutputStream output;
    private final Function<Alert, String> form;

    /// @param file   null for standard output
    /// @param asText how an alert reads for people
    LogChannel(String name, Format format, @Nullable Path file, OutputStream output, Function<Alert, String> asText) {
        this.name = name;
        this.file = file;
        this.output = output;
        form = switch (format) {
            case TEXT -> alert -> asText.apply(alert) + "\n\n";
            case JSON -> alert -> JsonSerde.MAPPER.writeValueAsString(alert) + "\n";
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome send(Alert alert) {
        var bytes = form.apply(alert).getBytes(StandardCharsets.UTF_8);
        try {
            if (file == null) {
                synchronized (output) {
                    output.write(bytes);
                    output.flush();
                }
            } else {
                Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            return new Outcome.Delivered("written");
        } catch (IOException e) {
            return new Outcome.Later("could not write" + (file == null ? "" : " to " + file) + ": " + e, null);
        }
    }
}
