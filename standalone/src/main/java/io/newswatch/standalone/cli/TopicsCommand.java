package io.newswatch.standalone.cli;

import io.newswatch.runtime.Brokers;
import io.newswatch.runtime.KafkaClients;
import io.newswatch.standalone.StandaloneSettings;
import io.newswatch.standalone.broker.TopicSetup;

import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `newswatch topics`: set-up of an external cluster. (`newswatch up` does it for its own broker.)
@Command(name = "topics", description = "Makes or lists Newswatch's topics on a Kafka cluster.")
final class TopicsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: newswatch topics create, or topics list");
    }

    @Command(name = "create", description = {"Makes the topics that are missing.",
            "A topic that is there with another number of partitions than the settings say is an error, and then none is"
                    + " made. Other settings that differ are named and left as they are."})
    int create(@Mixin SettingsOptions options) {
        var settings = options.settingsWithBrokers(null);
        Brokers.require(settings);
        var setup = StandaloneSettings.topics(settings);
        var out = spec.commandLine().getOut();
        try (var admin = Admin.create(KafkaClients.admin(settings, "topics"))) {
            var made = setup.create(admin);
            made.forEach(name -> out.println("made " + name));
            if (made.isEmpty()) {
                out.println("all topics are there");
            }
            setup.look(admin).forEach(state -> state.differences()
                    .forEach(difference -> out.println("left " + state.topic().name() + ": " + difference)));
        }
        return 0;
    }

    @Command(name = "list", description = "Lists the topics: partitions, what they are for, what differs from the settings.")
    int list(@Mixin SettingsOptions options) {
        var settings = options.settingsWithBrokers(null);
        Brokers.require(settings);
        try (var admin = Admin.create(KafkaClients.admin(settings, "topics"))) {
            StandaloneSettings.topics(settings).look(admin).forEach(this::print);
        }
        return 0;
    }

    private void print(TopicSetup.State state) {
        var out = spec.commandLine().getOut();
        out.printf("%-31s %-14s %s%n", state.topic().name(), partitions(state), state.topic().purpose());
        state.differences().forEach(difference -> out.println("    " + difference));
    }

    private static String partitions(TopicSetup.State state) {
        if (!state.exists()) {
            return "missing";
        }
        return state.misfits()
                ? state.present() + ", not " + state.wanted()
                : state.present() == 1 ? "1 partition" : state.present() + " partitions";
    }
}
