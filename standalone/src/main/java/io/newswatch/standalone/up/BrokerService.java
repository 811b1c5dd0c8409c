package io.newswatch.standalone.up;

import io.newswatch.runtime.Health;
import io.newswatch.runtime.Service;
import io.newswatch.standalone.broker.EmbeddedBroker;

/// The embedded broker among the services: the first to be there, the last to be closed. It is started before the shell is.
record BrokerService(EmbeddedBroker broker) implements Service {

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public void start() {
        // running already
    }

    @Override
    public Health health() {
        return alive() ? Health.ready("running on " + broker.bootstrapServers()) : Health.notReady("failed");
    }

    @Override
    public boolean alive() {
        return !broker.failure().isDone();
    }

    @Override
    public void close() {
        broker.close();
    }
}
