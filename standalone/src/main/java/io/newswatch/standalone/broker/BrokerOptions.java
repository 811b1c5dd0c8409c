package io.newswatch.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// How an [EmbeddedBroker] is started. Immutable, safe to share.
///
/// @param folder where its data lives; made when it does not exist
/// @param port   on 127.0.0.1; 0 takes a free one
/// @param fresh  whether the folder is emptied first
/// @param more   further settings of the broker, which win over Newswatch's own
public record BrokerOptions(Path folder, int port, boolean fresh, Map<String, String> more) {

    /// The port people expect a broker on.
    public static final int USUAL_PORT = 9092;

    public BrokerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 0 (any free one) to 65535, was " + port);
        }
        folder = folder.toAbsolutePath().normalize();
        more = Map.copyOf(more);
    }

    /// @return a broker with its data in `folder`, on any free port
    public static BrokerOptions in(Path folder) {
        return new BrokerOptions(folder, 0, false, Map.of());
    }

    /// @return the same on this port
    public BrokerOptions onPort(int otherPort) {
        return new BrokerOptions(folder, otherPort, fresh, more);
    }

    /// @return the same, with nothing kept from before
    public BrokerOptions emptied() {
        return new BrokerOptions(folder, port, true, more);
    }

    /// @return the same with one more broker setting
    public BrokerOptions with(String setting, String value) {
        var all = new HashMap<>(more);
        all.put(setting, value);
        return new BrokerOptions(folder, port, fresh, all);
    }
}
