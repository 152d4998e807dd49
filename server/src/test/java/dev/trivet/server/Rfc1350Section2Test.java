package dev.trivet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.sim.Passing;
import dev.trivet.transfer.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 1350 §2 Overview of the protocol")
class Rfc1350Section2Test {
    @Test
    void readIsDataAndAckInTurn() {
        var served = Served.plain().file("boot.img", 700);
        var read = served.client().port(2070).read(served.address, "boot.img");
        served.runUntilQuiet();
        assertThat(read.received()).isEqualTo(Served.octets(700));
        assertThat(served.transcript()).isEqualTo("""
                0.000 client > server  RRQ boot.img octet
                0.010 server > client  DATA 1 (512)
                0.020 client > server  ACK 1
                0.030 server > client  DATA 2 (188)
                0.040 client > server  ACK 2
                """);
    }

    @Test
    void writeBeginsWithAckOfBlockZero() {
        var served = Served.plain();
        var write = served.client().write(served.address, "r1-confg", Served.octets(700));
        served.runUntilQuiet();
        assertThat(write.outcome()).contains(new Outcome.Completed());
        assertThat(served.content.stored("r1-confg")).contains(Served.octets(700));
        assertThat(served.transcript()).isEqualTo("""
                0.000 client > server  WRQ r1-confg octet
                0.010 server > client  ACK 0
                0.020 client > server  DATA 1 (512)
                0.030 server > client  ACK 1
                0.040 client > server  DATA 2 (188)
                0.050 server > client  ACK 2
                """);
    }

    @Test
    void lostAckIsMendedByTheRetransmittedBlock() {
        var served = Served.plain().file("boot.img", 700);
        served.network.losing(Passing.firstAckOf(1));
        served.client().read(served.address, "boot.img");
        served.runUntilQuiet();
        assertThat(served.transcript()).isEqualTo("""
                0.000 client > server  RRQ boot.img octet
                0.010 server > client  DATA 1 (512)
                0.020 client > server  ACK 1            lost
                1.010 server > client  DATA 1 (512)
                1.020 client > server  ACK 1
                1.030 server > client  DATA 2 (188)
                1.040 client > server  ACK 2
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 1024, 5000})
    void filesOfAllSizesComeAndGoWhole(int size) {
        var served = Served.plain().file("down", size);
        var read = served.client().read(served.address, "down");
        var write = served.client(11).write(served.address, "up", Served.octets(size));
        served.runUntilQuiet();
        assertThat(read.completed()).isTrue();
        assertThat(read.received()).isEqualTo(Served.octets(size));
        assertThat(write.completed()).isTrue();
        assertThat(served.content.stored("up")).contains(Served.octets(size));
    }
}
