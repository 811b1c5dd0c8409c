package io.newswatch.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class NoBeansTest {

    private final MBeanServer server = new NoBeans().newMBeanServer("test", null,
            new MBeanServerBuilder().newMBeanServerDelegate());

    @Test
    void what_is_registered_is_not_kept_and_troubles_nobody() throws Exception {
        var name = new ObjectName("test:type=memory");
        server.registerMBean(ManagementFactory.getMemoryMXBean(), name);
        assertThat(server.isRegistered(name)).isFalse();
        assertThat(server.queryNames(null, null)).isEmpty();
        server.unregisterMBean(name);
    }

    @Test
    void the_server_can_be_compared_and_kept_in_a_set() {
        var other = new NoBeans().newMBeanServer("other", null, new MBeanServerBuilder().newMBeanServerDelegate());
        assertThat(Set.of(server, other)).contains(server, other);
        assertThat(server).isNotEqualTo(other).hasToString("no beans");
    }

    @Test
    void the_launcher_names_this_class() throws Exception {
        assertThat(Files.readString(Path.of(System.getProperty("newswatch.root"), "newswatch")))
                .contains("-Djavax.management.builder.initial=" + NoBeans.class.getName());
    }
}
