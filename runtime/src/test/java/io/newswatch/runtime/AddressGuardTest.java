package io.newswatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(List.of("LocalHost:8080", "[::1]:8080"),
            place -> "allow " + place);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1",
            "203.0.113.1", "::1", "::", "fe80::1", "fec0::1", "fc00::1", "fd12::1", "::ffff:10.0.0.1", "::10.0.0.1",
            "64:ff9b::a00:1", "64:ff9b:1::808:808", "2002:a00:1::", "2001::1", "2001:db8::1", "2001:20::1", "3fff::1",
            "4000::1", "ff02::1"})
    void addresses_inside_are_forbidden(String address) throws UnknownHostException {
        assertThat(AddressGuard.forbidden(InetAddress.getByName(address))).isNotNull();
        assertThatThrownBy(() -> guard.resolve(address, 80)).isInstanceOf(AddressGuard.Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111",
            "2606:2800:220:1::1", "64:ff9b::808:808", "2002:808:808::"})
    void addresses_outside_are_not(String address) throws UnknownHostException {
        assertThat(AddressGuard.forbidden(InetAddress.getByName(address))).isNull();
        assertThat(guard.resolve(address, 80)).isNotEmpty();
    }

    @Test
    void what_is_named_with_its_port_may_be_reached_and_nothing_beside_it() throws UnknownHostException {
        assertThat(guard.resolve("LOCALHOST", 8080)).isNotEmpty();
        assertThat(guard.resolve("[::1]", 8080)).hasSize(1);
        assertThat(guard.resolve("::1", 8080)).hasSize(1);
        assertThatThrownBy(() -> guard.resolve("localhost", 8081)).isInstanceOf(AddressGuard.Refusal.class)
                .hasMessageContaining("localhost:8081 is this machine").hasMessageContaining("no public address")
                .hasMessageEndingWith("allow localhost:8081");
        assertThatThrownBy(() -> guard.resolve("localhost")).isInstanceOf(AddressGuard.Refusal.class);
    }
}
