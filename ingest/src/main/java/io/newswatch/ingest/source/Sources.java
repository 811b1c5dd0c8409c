package io.newswatch.ingest.source;

import io.newswatch.runtime.SettingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All sources there are, by name. Immutable, safe for use by many threads.
public final class Sources {

    private final Map<String, FeedSource> polled = new TreeMap<>();
    private final Map<String, StreamSource> streaming = new TreeMap<>();

    private Sources(ClassLoader loader) {
        ServiceLoader.load(FeedSource.class, loader).forEach(source -> polled.putIfAbsent(source.name(), source));
        ServiceLoader.load(StreamSource.class, loader).forEach(source -> streaming.putIfAbsent(source.name(), source));
    }

    /// Our own and those of the jars in a folder; of two with one name ours counts. Jars there run with all our rights.
    ///
    /// @throws SettingException when the folder cannot be listed or a source in it cannot be made
    public static Sources load(Optional<Path> plugins) {
        var own = Sources.class.getClassLoader();
        if (plugins.isEmpty()) {
            return new Sources(own);
        }
        try (var files = Files.list(plugins.get())) {
            var jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().map(Sources::url)
                    .toArray(URL[]::new);
            return new Sources(new URLClassLoader("newswatch-plugins", jars, own));
        } catch (NoSuchFileException _) {
            throw new SettingException("ingest.plugins: there is no folder " + plugins.get());
        } catch (IOException e) {
            throw new SettingException("ingest.plugins: " + plugins.get() + " cannot be listed: " + e);
        } catch (ServiceConfigurationError e) {
            throw new SettingException("ingest.plugins: a source in " + plugins.get() + " cannot be used: "
                    + (e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause()));
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<FeedSource> polled(String name) {
        return Optional.ofNullable(polled.get(name));
    }

    public Optional<StreamSource> streaming(String name) {
        return Optional.ofNullable(streaming.get(name));
    }

    /// @return every name that a feed may use, sorted
    public Set<String> names() {
        var names = new TreeSet<>(polled.keySet());
        names.addAll(streaming.keySet());
        return names;
    }
}
