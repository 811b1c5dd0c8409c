package io.newswatch.alerts;

import io.newswatch.runtime.Setting;
import io.newswatch.runtime.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// What alerts can be told. Immutable, safe to share.
///
/// @param rules    a rules file or a folder of them; null when rules come from the topic alone
/// @param channels the channels file; null when there is none
/// @param watch    how often the files of rules and channels are looked at for changes
/// @param backfill whether articles that only filled the memory may alert
public record AlertsSettings(@Nullable Path rules, @Nullable Path channels, Duration watch, boolean backfill) {

    public static final Setting<Optional<Path>> RULES = Setting.optionalPath("alerts.rules",
            "A YAML file of rules, or a folder of such files. They are put on the rules topic at the start and whenever "
                    + "they change; a rule taken out of the files is removed.");

    public static final Setting<Optional<String>> RULES_OWNER = Setting.optionalText("alerts.rules-owner",
            "Whose the rules of the files are on the rules topic: nobody else removes them. Instances that share their "
                    + "files share this name. instance.name by default.");

    public static final Setting<Optional<Path>> CHANNELS = Setting.optionalPath("alerts.channels",
            "A YAML file of the channels that rules may name: webhooks and logs. It is read again whenever it changes; "
                    + "with a mistake in it the channels stay as they were.");

    public static final Setting<Duration> WATCH = Setting.duration("alerts.watch", Duration.ofSeconds(1),
            Duration.ofMillis(100), Duration.ofHours(1),
            "How often the files of rules and channels are looked at for changes. Changed rules are taken at the second "
                    + "look that finds them so: a file may be half written.");

    public static final Setting<Boolean> BACKFILL = Setting.flag("alerts.backfill", false,
            "Whether articles that only fill the memory (a feed's first poll, publish --teach) may alert.");

    public static List<Setting<?>> all() {
        return List.of(RULES, RULES_OWNER, CHANNELS, WATCH, BACKFILL);
    }

    public static AlertsSettings from(Settings settings) {
        return new AlertsSettings(RULES.in(settings).orElse(null), CHANNELS.in(settings).orElse(null),
                WATCH.in(settings), BACKFILL.in(settings));
    }
}
