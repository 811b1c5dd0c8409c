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

    /// @return all of them, put together at the same time
    static List<Service> all(Settings settings, MeterRegistry registry) {
        var building = Stream.of(values()).map(service -> CompletableFuture
                .supplyAsync(() -> service.of(settings, registry), Thread::startVirtualThread)).toList();
        try {
            return building.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
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
