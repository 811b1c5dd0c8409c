package io.newswatch.standalone.up;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import org.jspecify.annotations.Nullable;

/// Makes the JVM's server of JMX beans one that keeps none. Kafka registers two thousand of them at its start, which takes
/// a fifth of the broker's own start (docs/start-up.md), and Newswatch is watched by `/metrics`. The launcher names this class
/// in the property `javax.management.builder.initial`; leave that property empty to have the beans of the JVM and of Kafka's
/// clients. The embedded broker keeps its own out in any case. Safe for use by many threads.
public final class NoBeans extends MBeanServerBuilder {

    /// For the JVM, which finds the class by its name.
    public NoBeans() {}

    @Override
    public MBeanServer newMBeanServer(String domain, @Nullable MBeanServer outer, MBeanServerDelegate delegate) {
        return (MBeanServer) Proxy.newProxyInstance(NoBeans.class.getClassLoader(), new Class<?>[]{MBeanServer.class},
                NoBeans::answer);
    }

    @SuppressWarnings("ReferenceEquality") // it equals itself alone
    private static @Nullable Object answer(Object server, Method asked, Object @Nullable [] arguments) {
        if (asked.getDeclaringClass() == Object.class) {
            return switch (asked.getName()) {
                case "equals" -> arguments != null && server == arguments[0];
                case "hashCode" -> System.identityHashCode(server);
                default -> "no beans";
            };
        }
        var type = asked.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        return type == Set.class ? Set.of() : null;
    }
}
