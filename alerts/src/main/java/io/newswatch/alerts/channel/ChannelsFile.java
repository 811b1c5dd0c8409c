package io.newswatch.alerts.channel;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import io.newswatch.alerts.channel.LogChannel.Format;
import io.newswatch.alerts.yaml.Nearest;
import io.newswatch.alerts.yaml.Problem;
import io.newswatch.alerts.yaml.YamlFile;
import io.newswatch.alerts.yaml.YamlMap;
import io.newswatch.contract.Alert;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Tag;

/// The channels file:
///
/// ```yaml
/// - channel: webhook:desk
///   url: https://desk.example.org/newswatch
///   secretFile: desk.secret         # or secretEnv: DESK_SECRET; a secret begins with whsec_
///   timeoutSeconds: 15
///   allow: ["10.0.0.5:8443"]        # hosts that may be reached though not public
/// - channel: log:console
///   format: text                    # or json
///   file: alerts.log                # standard output without it
/// ```
///
/// `log:console` is there even when the file does not name it.
///
/// @param channels the channels that can be used
/// @param problems errors (the channel was refused), with their places
public record ChannelsFile(List<Channel> channels, List<Problem> problems) {

    public static final String CONSOLE = "log:console";

    private static final List<String> KEYS = List.of("channel", "url", "secretFile", "secretEnv", "timeoutSeconds",
            "allow", "format", "file");
    private static final List<String> TYPES = List.of("webhook", "log");

    public ChannelsFile {
        channels = List.copyOf(channels);
        problems = List.copyOf(problems);
    }

    /// Reads the file.
    ///
    /// @param path   null for the console alone
    /// @param env    where secrets may be
    /// @param asText how an alert reads for people
    public static ChannelsFile read(@Nullable Path path, Map<String, String> env, Function<Alert, String> asText) {
        var channels = new ArrayList<Channel>();
        var problems = new ArrayList<Problem>();
        var names = new HashSet<String>();
        if (path != null) {
            var reader = new Reader(path.toAbsolutePath().getParent(), env, asText);
            var yaml = YamlFile.read(path);
            problems.addAll(yaml.problems());
            for (var item : yaml.items()) {
                if (!item.getTag().equals(Tag.NULL)) {
                    YamlMap.of("a channel", item, KEYS, YamlFile.report(path.toString(), problems))
                            .flatMap(map -> reader.channel(map, names)).ifPresent(channels::add);
                }
            }
        }
        if (names.add(CONSOLE)) {
            channels.add(new LogChannel(CONSOLE, Format.TEXT, null, new FileOutputStream(FileDescriptor.out), asText));
        }
        return new ChannelsFile(channels, problems);
    }

    private record Reader(@Nullable Path folder, Map<String, String> env, Function<Alert, String> asText) {

        Optional<Channel> channel(YamlMap map, Set<String> names) {
            var name = map.text("channel").orElse("");
            if (!name.matches("[a-z]+:[a-z0-9][a-z0-9-]{0,63}")) {
                map.report().error(map.at("channel"), "a channel needs a \"channel\" such as webhook:desk or "
                        + "log:console" + (name.isEmpty() ? "" : "; \"" + name + "\" does not fit"));
                return Optional.empty();
            }
            map.report().about("channel " + name);
            if (!names.add(name)) {
                map.report().error(map.at("channel"), "the channel stands twice; keep one of them");
                return Optional.empty();
            }
            var type = name.substring(0, name.indexOf(':'));
            return switch (type) {
                case "webhook" -> webhook(name, map);
                case "log" -> log(name, map);
                default -> {
                    map.report().error(map.at("channel"),
                            "no channel type \"" + type + "\"" + Nearest.hint(type, TYPES));
                    yield Optional.empty();
                }
            };
        }

        private Optional<Channel> log(String name, YamlMap map) {
            forbid(map, List.of("url", "secretFile", "secretEnv", "timeoutSeconds", "allow"));
            var format = map.text("format").orElse("text");
            if (!format.equals("text") && !format.equals("json")) {
                map.report().error(map.at("format"), "\"format\" is text or json; this is \"" + format + "\"");
            }
            var file = map.text("file").map(this::path).orElse(null);
            return map.report().refused()
                    ? Optional.empty()
                    : Optional.of(new LogChannel(name, Format.valueOf(format.toUpperCase(Locale.ROOT)), file,
                            new FileOutputStream(FileDescriptor.out), asText));
        }

        private Optional<Channel> webhook(String name, YamlMap map) {
            forbid(map, List.of("format", "file"));
            var url = map.text("url").flatMap(written -> url(written, map)).orElse(null);
            if (!map.has("url")) {
                map.report().error(map.node(), "a webhook needs a \"url\"");
            }
            var signer = signer(map).orElse(null);
            int timeout = map.integer("timeoutSeconds", 15, 1, 30);
            var allow = new HashSet<>(map.list("allow", written -> {
                if (!written.matches("(\\[[0-9a-fA-F:.]+]|[^\\s:/]+):\\d{1,5}")) {
                    throw new IllegalArgumentException("\"" + written + "\" is no host:port, such as 10.0.0.5:8443");
                }
                return written.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
            }));
            return map.report().refused() || url == null || signer == null
                    ? Optional.empty()
                    : Optional.of(new WebhookChannel(name, url, signer, Duration.ofSeconds(timeout), allow,
                            InstantSource.system()));
        }

        private static void forbid(YamlMap map, List<String> keys) {
            keys.stream().filter(map::has).forEach(key -> map.report().error(map.at(key),
                    "\"" + key + "\" is not for channels of this type; take it out"));
        }

        private static Optional<URI> url(String written, YamlMap map) {
            try {
                var url = URI.create(written);
                if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                        && url.getUserInfo() == null) {
                    return Optional.of(url);
                }
            } catch (IllegalArgumentException _) {
                // told below
            }
            map.report().error(map.at("url"), "\"url\" is an http or https address without a password in it, such as "
                    + "https://desk.example.org/newswatch");
            return Optional.empty();
        }

        /// The secret itself never stands in a message.
        private Optional<Webhook> signer(YamlMap map) {
            String secret;
            if (map.has("secretFile") == map.has("secretEnv")) {
                map.report().error(map.node(), "a webhook needs its signing secret: either \"secretFile\" or "
                        + "\"secretEnv\"; make one with: echo whsec_$(openssl rand -base64 24)");
                return Optional.empty();
            }
            if (map.has("secretFile")) {
                var file = map.text("secretFile").map(this::path).orElse(Path.of(""));
                try {
                    secret = Files.readString(file).strip();
                } catch (IOException e) {
                    map.report().error(map.at("secretFile"), "the secret cannot be read from " + file + ": "
                            + e.getClass().getSimpleName());
                    return Optional.empty();
                }
            } else {
                var variable = map.text("secretEnv").orElse("");
                secret = env.getOrDefault(variable, "").strip();
                if (secret.isEmpty()) {
                    map.report().error(map.at("secretEnv"), "the environment variable " + variable + " is not set");
                    return Optional.empty();
                }
            }
            try {
                return Optional.of(new Webhook(secret));
            } catch (EmptyWebhookSecretException | IllegalArgumentException _) {
                map.report().error(map.at(map.has("secretFile") ? "secretFile" : "secretEnv"),
                        "the secret is no Standard Webhooks secret (whsec_ and Base64); make one with: "
                                + "echo whsec_$(openssl rand -base64 24)");
                return Optional.empty();
            }
        }

        private Path path(String written) {
            return folder == null ? Path.of(written) : folder.resolve(written);
        }
    }
}
