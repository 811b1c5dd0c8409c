package io.newswatch.standalone.broker;

import io.newswatch.contract.JsonSerde;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The folder a broker keeps its data in: held by one process at a time, and marked with the version of its format so that
/// an older Newswatch never touches what a newer one wrote.
///
/// ```
/// newswatch-data.json   format version and identity
/// newswatch.lock        locked while a process uses the folder; the system lets go of it when that process dies
/// kafka/                the broker's logs
/// streams/              Kafka Streams' locks; its stores are in memory
/// ```
final class BrokerFolder implements AutoCloseable {

    /// Version of the folder's layout and of the broker's format that this Newswatch writes.
    static final int FORMAT = 1;

    private static final String MARK = "newswatch-data.json";
    private static final String LOCK = "newswatch.lock";

    /// @param format    version of the layout
    /// @param clusterId the broker's identity
    record Mark(int format, String clusterId) {}

    private final Path root;
    private final Mark mark;
    private final FileChannel lockFile;

    private BrokerFolder(Path root, Mark mark, FileChannel lockFile) {
        this.root = root;
        this.mark = mark;
        this.lockFile = lockFile;
    }

    /// Takes hold of a folder, making and marking it when it is new.
    static BrokerFolder open(Path root) {
        return open(root, false);
    }

    /// @param fresh whether everything in it is deleted once it is ours
    static BrokerFolder open(Path root, boolean fresh) {
        try {
            Files.createDirectories(root);
            var lockFile = lock(root);
            try {
                if (fresh) {
                    empty(root);
                }
                return new BrokerFolder(root, readOrWriteMark(root), lockFile);
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BrokerException("the data folder " + root + " cannot be used: " + e
                    + ". Give a folder that can be written to with --data.", e);
        }
    }

    /// Deletes what is in the folder, but for the lock that we hold.
    private static void empty(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(root) && !path.equals(root.resolve(LOCK))) {
                    Files.delete(path);
                }
            }
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new BrokerException("the data folder " + root + " is in use by another Newswatch."
                    + " Stop that one, or give this one another folder with --data.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static Mark readOrWriteMark(Path root) throws IOException {
        Path file = root.resolve(MARK);
        return Files.exists(file) ? read(file) : write(file);
    }

    private static Mark read(Path file) throws IOException {
        Mark mark;
        try {
            mark = JsonSerde.MAPPER.readValue(Files.readAllBytes(file), Mark.class);
        } catch (JacksonException e) {
            throw new BrokerException(file + " cannot be read: " + e.getOriginalMessage()
                    + ". It should be like {\"format\":" + FORMAT + ",\"clusterId\":\"...\"}.", e);
        }
        if (mark.format() > FORMAT) {
            throw new BrokerException("the data folder " + file.getParent() + " has format " + mark.format()
                    + ", written by a newer Newswatch; this one reads up to format " + FORMAT
                    + ". Run the newer one, or give another folder with --data.");
        }
        return mark;
    }

    /// Written beside and moved into place, so that a crash leaves either no mark or a whole one.
    private static Mark write(Path file) throws IOException {
        var mark = new Mark(FORMAT, UUID.randomUUID().toString());
        Path draft = file.resolveSibling(MARK + ".draft");
        Files.write(draft, JsonSerde.MAPPER.writeValueAsBytes(mark));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return mark;
    }

    String clusterId() {
        return mark.clusterId();
    }

    Path logs() {
        return root.resolve("kafka");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new BrokerException("the lock of the data folder " + root + " cannot be given back: " + e, e);
        }
    }
}
