package io.newswatch.standalone.up;

import io.micrometer.core.instrument.MeterRegistry;
import io.newswatch.alerts.AlertsApp;
import io.newswatch.alerts.AlertsSettings;
import io.newswatch.enrich.EnrichApp;
import io.newswatch.enrich.EnrichSettings;
import io.newswatch.ingest.IngestApp;
import io.newswatch.ingest.IngestSettings;
import io.newswatch.runtime.Service;
import io.newswatch.runtime.Setting;
import io.newswatch.runtime.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/// The services by name.
public enum Services {
    ALERTS {
        @Override
        public Service of(Settings settings, MeterRegistry registry) {
            return AlertsApp.of(settings, registry);
        }
    },
    ENRICH {
        @Override
        public Service of(Settings settings, MeterRegistry registry) {
            return EnrichApp.of(settings, registry);
        }
    },
    INGEST {
        @Override
        public Service of(Settings settings, MeterRegistry registry) {
            return IngestApp.of(settings, registry);
        }
    };

    /// Puts the service together, reading its lexicons and files, without starting it.
    public abstract Service of(Settings settings, MeterRegistry registry);

    /// @param whenRefused called as soon as the first cannot be put together
    /// @return all of them, put together at the same time
    /// @throws RuntimeException why one cannot be put together; why others cannot is suppressed in it
    static List<Service> all(Settings settings, MeterRegistry registry, Runnable whenRefused) {
        var building = Stream.of(values()).map(service -> CompletableFuture
                .supplyAsync(() -> service.of(settings, registry), Thread::startVirtualThread)
                .whenComplete((_, refusal) -> {
                    if (refusal != null) {
                        whenRefused.run();
                    }
                })).toList();
        var services = new ArrayList<Service>();
        var refusals = new ArrayList<RuntimeException>();
        for (var service : building) {
            try {
                services.add(service.join());
            } catch (CompletionException e) {
                refusals.add(e.getCause() instanceof RuntimeException cause ? cause : e);
            }
        }
        if (!refusals.isEmpty()) {
            var first = refusals.removeFirst();
            refusals.forEach(first::addSuppressed);
            throw first;
        }
        return services;
    }

    /// @return the settings of all of them
    public static List<Setting<?>> settings() {
        var settings = new ArrayList<Setting<?>>();
        settings.addAll(IngestSettings.all());
        settings.addAll(EnrichSettings.all());
        settings.addAll(AlertsSettings.all());
        return settings;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
