package dev.trivet.sim;

import dev.trivet.transfer.Event;
import dev.trivet.transfer.Receiver;
import dev.trivet.wire.Packet;

/// The machine of a simulated client that receives: Trivet's own, or one with the habits of another client.
interface Receiving {
    void start(long now);

    void received(Packet packet, long now);

    void timerFired(long now);

    /// So many octets have been taken.
    void stored(long octets, long now);

    void committed(long now);

    static Receiving by(Receiver machine) {
        return new Receiving() {
            @Override
            public void start(long now) {
                machine.start(now);
            }

            @Override
            public void received(Packet packet, long now) {
                machine.step(new Event.Received(packet), now);
            }

            @Override
            public void timerFired(long now) {
                machine.step(Event.TIMER_FIRED, now);
            }

            @Override
            public void stored(long octets, long now) {
                machine.step(new Event.Stored(octets), now);
            }

            @Override
            public void committed(long now) {
                machine.step(Event.COMMITTED, now);
            }
        };
    }
}
