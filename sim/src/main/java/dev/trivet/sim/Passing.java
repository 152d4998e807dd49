package dev.trivet.sim;

import dev.trivet.wire.Decoded;
import dev.trivet.wire.Packet.Ack;
import dev.trivet.wire.Packet.Data;
import dev.trivet.wire.Packet.OptionAck;
import dev.trivet.wire.Packet.Request;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A datagram that was just sent, as [SimulatedNetwork#losing] sees it.
///
/// @param time since the start of the network
/// @param from name of the host that sent it
/// @param to name of the host it is for
/// @param packet what it says, or why it is none
public record Passing(Duration time, String from, String to, Decoded packet) {

    /// {@return the first `count` of those that match}
    ///
    /// @param count how many; later ones pass
    /// @param which asked for each datagram until then
    public static Predicate<Passing> first(int count, Predicate<Passing> which) {
        var left = new AtomicInteger(count);
        return passing -> which.test(passing) && left.getAndDecrement() > 0;
    }

    /// {@return the first ACK of a block: its repeats pass}
    ///
    /// @param block as it stands on the wire
    public static Predicate<Passing> firstAckOf(int block) {
        return first(1, ackOf(block));
    }

    /// {@return the first DATA of a block: its repeats pass}
    ///
    /// @param block as it stands on the wire
    public static Predicate<Passing> firstDataOf(int block) {
        return first(1, dataOf(block));
    }

    /// {@return every ACK of a block}
    ///
    /// @param block as it stands on the wire
    public static Predicate<Passing> ackOf(int block) {
        return passing -> passing.packet() instanceof Ack(var number) && number.value() == block;
    }

    /// {@return every DATA of a block}
    ///
    /// @param block as it stands on the wire
    public static Predicate<Passing> dataOf(int block) {
        return passing -> passing.packet() instanceof Data data && data.block().value() == block;
    }

    /// {@return RRQ and WRQ}
    public static Predicate<Passing> request() {
        return passing -> passing.packet() instanceof Request;
    }

    /// {@return OACK}
    public static Predicate<Passing> optionAck() {
        return passing -> passing.packet() instanceof OptionAck;
    }
}
