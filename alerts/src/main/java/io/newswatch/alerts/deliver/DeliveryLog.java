package io.newswatch.alerts.deliver;

import io.newswatch.contract.Alert;
import io.newswatch.contract.Delivery;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Where deliveries are recorded and alerts come from, as one channel sees it: Kafka in the running service
/// ([DeliveryStore]), lists in tests. Called by one thread.
interface DeliveryLog extends AutoCloseable {

    /// Hears which partitions this channel owns.
    interface Ownership {

        /// @param recorded the latest that is on record of each alert for this channel, oldest first
        void came(int partition, Collection<Delivery> recorded);

        void went(int partition);
    }

    /// An alert and the partition it stands on.
    record Placed(int partition, Alert alert) {}

    /// Waits for alerts.
    ///
    /// @param pause whether to leave new alerts where they are this time
    List<Placed> poll(Duration atMost, boolean pause);

    /// Writes a delivery on the partition of its alert; sure only after [#commit].
    void record(int partition, Delivery delivery);

    /// Keeps an alert that could not be delivered; sure only after [#commit].
    void deadLetter(Placed alert, String channel, String reason);

    /// Makes sure of all that was written, and then lets the polled alerts count as read.
    void commit();

    @Override
    void close();
}
