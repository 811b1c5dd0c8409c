package io.newswatch.ingest.source;

import io.newswatch.ingest.publish.ArticleDraft;
import io.newswatch.ingest.publish.ArticleFiles;
import io.newswatch.ingest.publish.ArticleFiles.Found;
import io.newswatch.ingest.publish.Fault;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A folder and those below it, watched: every text, HTML and JSON-lines file in it is read once, and again when its content
/// changes. A file counts as written when its size and time stood still between two looks; one that grows afterwards has
/// another hash and is read again, so nothing of it is lost. What cannot be read is told once for each version of the file.
///
/// Remembers path and content hash of the last 600 files; a folder that holds more is read again after a restart, and
/// what was published before is no news further on. Option `interval-ms`: pause between two looks, 500 by default.
public final class DirectorySource implements StreamSource {

    private static final int MOST_FILES = 600;
    private static final int MOST_ARTICLES = 500;
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final int MOST_REFUSALS = 10_000;
    private static final String FILES = "files";

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public Running open(SourceConfig config, Cursor cursor, Sink sink) {
        var folder = Path.of(config.location()).toAbsolutePath().normalize();
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is a file; a directory feed watches a folder");
        }
        var pause = pause(config.option("interval-ms", "500"));
        var watch = new Watch(folder, pause, new Seen(cursor.marks().getOrDefault(FILES, ""), MOST_FILES), sink);
        var thread = Thread.ofVirtual().name("newswatch-directory-" + config.feed().key()).start(watch);
        return () -> {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static Duration pause(String milliseconds) {
        if (!milliseconds.matches("[1-9]\\d{0,7}")) {
            throw new IllegalArgumentException("option interval-ms must be a whole number of milliseconds from 1 to "
                    + "99999999, was \"" + milliseconds + "\"");
        }
        return Duration.ofMillis(Long.parseLong(milliseconds));
    }

    /// How a file looked: the same twice means that nobody is writing it.
    private record Look(long size, long modifiedAt) {}

    /// A link to nothing.
    private static final Look GONE = new Look(-1, -1);

    private static final class Watch implements Runnable {

        private final Path folder;
        private final Duration pause;
        private final Seen seen;
        private final StreamSource.Sink sink;
        private final Map<Path, Look> looks = new HashMap<>();
        private final Map<Path, Look> done = new HashMap<>();
        private final Map<Path, Look> told = new HashMap<>();
        /// Never counted down: an interrupt ends the waiting.
        private final CountDownLatch stopped = new CountDownLatch(1);
        private boolean missing;
        private boolean first = true;
        /// Whether a file was read of which no delivery has told yet.
        private boolean unsaved;

        Watch(Path folder, Duration pause, Seen seen, Sink sink) {
            this.folder = folder;
            this.pause = pause;
            this.seen = seen;
            this.sink = sink;
        }

        @Override
        public void run() {
            try {
                do {
                    boolean settled = scan();
                    if (settled && (first || unsaved)) {
                        deliver(List.of());
                        first = false;
                    }
                } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /// @return whether every file there has been read
        private boolean scan() throws InterruptedException {
            List<Path> files;
            try {
                files = ArticleFiles.list(List.of(folder));
                missing = false;
            } catch (IOException e) {
                if (!missing) {
                    sink.refused(List.of(new Found.Refused(folder.toString(), Fault.UNREADABLE,
                            "cannot be listed: " + e.getMessage())));
                }
                missing = true;
                return false;
            }
            boolean settled = true;
            for (var file : files) {
                settled &= visit(file);
            }
            looks.keySet().retainAll(files);
            done.keySet().retainAll(files);
            told.keySet().retainAll(files);
            return settled;
        }

        private boolean visit(Path file) throws InterruptedException {
            var look = GONE;
            byte[] bytes;
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                look = new Look(attributes.size(), attributes.lastModifiedTime().toMillis());
                if (look.equals(done.get(file))) {
                    return true;
                }
                if (!look.equals(looks.put(file, look))) {
                    return false;
                }
                if (attributes.isDirectory()) {
                    throw new IOException("a folder that must not be listed");
                }
                if (!attributes.isRegularFile()) {
                    // To read a pipe or a device is to wait for ever.
                    throw new IOException("not a file but a pipe, a socket or a device");
                }
                bytes = digest(file);
            } catch (ClosedByInterruptException _) {
                throw new InterruptedException();
            } catch (IOException e) {
                // Told once, tried again: whoever mends it may leave its size and time as they were.
                if (!look.equals(told.put(file, look))) {
                    sink.refused(List.of(new Found.Refused(file.toString(), Fault.UNREADABLE,
                            "cannot be read: " + ArticleFiles.reason(e))));
                }
                return true;
            }
            var key = Seen.hash(folder.relativize(file).toString());
            var hash = Seen.hash(bytes);
            var before = seen.get(key);
            if (before == null || !before.published().equals(hash)) {
                read(file, key, hash);
            }
            done.put(file, look);
            return true;
        }

        /// A hash of the content, without holding it.
        private static byte[] digest(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                var digest = java.security.MessageDigest.getInstance("SHA-256");
                var buffer = new byte[65_536];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
                return digest.digest();
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        private void read(Path file, String key, String hash) throws InterruptedException {
            var drafts = new ArrayList<ArticleDraft>();
            var refusals = new ArrayList<Found.Refused>();
            var characters = new int[1];
            var interrupted = new boolean[1];
            var relative = folder.relativize(file).toString();
            ArticleFiles.read(file, null, found -> {
                switch (found) {
                    case Found.Refused refused -> {
                        refusals.add(refused);
                        if (refusals.size() >= MOST_REFUSALS) {
                            sink.refused(List.copyOf(refusals));
                            refusals.clear();
                        }
                    }
                    case Found.Article(var draft) -> {
                        drafts.add(draft.origin().equals(file.toString()) ? draft.withGuid(relative) : draft);
                        characters[0] += draft.text().length();
                    }
                }
                if ((drafts.size() >= MOST_ARTICLES || characters[0] >= MOST_CHARACTERS) && !interrupted[0]) {
                    interrupted[0] = !delivered(drafts);
                    drafts.clear();
                    characters[0] = 0;
                }
            });
            // An interrupt ends the reading as an error of the file would; the file is not done.
            if (interrupted[0] || Thread.interrupted()) {
                throw new InterruptedException();
            }
            seen.put(key, new Seen.Mark("", hash, true));
            unsaved = true;
            if (!drafts.isEmpty()) {
                deliver(drafts);
            }
            if (!refusals.isEmpty()) {
                sink.refused(refusals);
            }
        }

        private void deliver(List<ArticleDraft> drafts) throws InterruptedException {
            sink.deliver(List.copyOf(drafts), Map.of(FILES, seen.text()));
            unsaved = false;
        }

        /// A part of a long file: its articles are safe, but the file is not yet done.
        private boolean delivered(List<ArticleDraft> drafts) {
            try {
                deliver(drafts);
                return true;
            } catch (InterruptedException _) {
                return false;
            }
        }
    }
}
