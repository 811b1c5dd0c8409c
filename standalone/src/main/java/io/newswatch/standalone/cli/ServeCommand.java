package io.newswatch.standalone.cli;

import io.newswatch.runtime.AppShell;
import io.newswatch.runtime.Brokers;
import io.newswatch.runtime.Logging;
import io.newswatch.runtime.Meters;
import io.newswatch.standalone.up.Services;
import java.util.List;
import java.util.concurrent.Callable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `newswatch serve SERVICE`: one service against a Kafka cluster.
@Command(name = "serve", description = {"Runs one service against a Kafka cluster.",
        "Say which with --set kafka.bootstrap.servers=HOST:PORT; every kafka.* setting goes to the Kafka clients as it is"
                + " (security.protocol, sasl.*, ssl.*). Make the topics first: newswatch topics create."})
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Parameters(index = "0", paramLabel = "SERVICE", description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Services service;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        var settings = options.settings();
        Logging.configure(settings);
        var registry = Meters.prometheus();
        var shell = AppShell.of(settings, registry,
                List.of(Brokers.of(settings, registry), service.of(settings, registry)));
        return shell.run(() -> shell.address().ifPresent(address -> LOG.atInfo()
                .addKeyValue("health", "http://" + address.getHostString() + ":" + address.getPort() + "/health/ready")
                .log("at work")));
    }
}
