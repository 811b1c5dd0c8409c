package io.newswatch.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The brokers of an outside cluster, watched for a service: its start waits until they answer, and from then on it is told
/// once when they stop and once when they are back, in place of a warning of each client a second. Safe for use by many
/// threads.
public final class Brokers implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(Brokers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Settings settings;
    private final Counter outages;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable String trouble = "not asked yet";
    private @Nullable Thread watcher;

    private Brokers(Settings settings, MeterRegistry registry) {
        this.settings = settings;
        this.outages = registry.counter("newswatch.brokers.outages");
    }

    /// @throws SettingException when no broker is named
    public static Brokers of(Settings settings, MeterRegistry registry) {
        var _ = KafkaClients.brokers(settings);
        return new Brokers(settings, registry);
    }

    /// Makes sure, for a tool that is about to need them, that brokers answer.
    ///
    /// @throws SettingException when none is named
    /// @throws StartException   when none answers within ten seconds, or they refuse us
    public static void require(Settings settings) {
        var admin = admin(settings);
        try {
            ask(admin).ifPresent(why -> {
                throw new StartException(
                        why + " (asked " + servers(settings) + "; is it running? `newswatch up` brings a "
                                + "broker of its own; others are named with --set kafka.bootstrap.servers=HOST:PORT)");
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while asking for the brokers", e);
        } finally {
            admin.close(Duration.ZERO); // else it waits for the answer that does not come
        }
    }

    private static Admin admin(Settings settings) {
        var config = KafkaClients.admin(settings, "brokers");
        try {
            return Admin.create(config);
        } catch (KafkaException e) {
            throw new StartException("the brokers at " + servers(settings) + " cannot be asked: "
                    + innermost(e).getMessage()
                    + "; look at the kafka.* settings", e);
        }
    }

    /// Kafka's own errors say what went wrong in their last cause only.
    private static Throwable innermost(Throwable problem) {
        var cause = problem.getCause();
        return cause == null ? problem : innermost(cause);
    }

    private static String servers(Settings settings) {
        return String.valueOf(settings.kafkaClient().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /// @return why they do not answer; empty when they do
    /// @throws StartException when they do, and refuse us
    private static Optional<String> ask(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
                throw new StartException("the brokers refuse us: " + cause.getMessage()
                        + "; look at kafka.security.protocol, kafka.sasl.* and kafka.ssl.*", e);
            }
            return Optional.of("no broker answers: " + cause.getMessage());
        } catch (TimeoutException _) {
            return Optional.of("no broker answers");
        }
    }

    @Override
    public String name() {
        return "brokers";
    }

    /// Waits for the brokers, however long; closing ends it.
    @Override
    public void start() {
        var admin = admin(settings);
        try {
            while (!look(admin) && !closing.await(0, TimeUnit.SECONDS)) {
                // told already; ask again
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
        watcher = Thread.ofPlatform().daemon().name("newswatch-brokers").start(() -> watch(admin));
    }

    private void watch(Admin admin) {
        try (admin) {
            while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                look(admin);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StartException e) {
            trouble = e.getMessage();
            LOG.atError().addKeyValue("reason", e.getMessage()).log("brokers refuse us");
        }
    }

    /// @return whether they answer
    private boolean look(Admin admin) throws InterruptedException {
        var why = ask(admin).orElse(null);
        boolean news = (why == null) != (trouble == null) || "not asked yet".equals(trouble);
        if (why != null && news) {
            outages.increment();
            LOG.atWarn()
                    .addKeyValue("brokers", servers(settings))
                    .addKeyValue("reason", why).log("no broker answers; waiting for one");
        } else if (news && outages.count() > 0) {
            LOG.atInfo().log("brokers answer again");
        }
        trouble = why;
        return why == null;
    }

    @Override
    public Health health() {
        var why = trouble;
        return why == null ? Health.ready("answering") : Health.notReady(why);
    }

    @Override
    public void close() {
        closing.countDown();
        var watching = watcher;
        if (watching != null) {
            watching.interrupt();
        }
    }
}
