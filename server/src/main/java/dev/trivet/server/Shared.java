package dev.trivet.server;

import dev.trivet.content.Provider;
import dev.trivet.engine.Workers;
import dev.trivet.flow.BufferMemory;
import dev.trivet.transfer.Start;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What the loops of one server share. Everything in it may be used from any thread. A reload changes the
/// generation; what is counted goes on.
///
/// @param storing memory of octets that wait to be stored
/// @param readAhead memory of octets that were read and wait to be sent
/// @param running transfers that count towards `max-transfers`
/// @param ids the last id of a transfer
/// @param blocksFrom where the blocks of every transfer begin
/// @param events must not wait
record Shared(
        Generation generation,
        Workers workers,
        PathMtu pathMtu,
        PathMemory paths,
        AddressBudget addresses,
        UploadQuota uploads,
        Hinting hinting,
        BufferMemory storing,
        BufferMemory readAhead,
        AtomicInteger running,
        AtomicLong ids,
        Start blocksFrom,
        Consumer<TransferEvent> events,
        InstantSource clock) {

    static Shared of(
            Generation generation,
            Workers workers,
            PathMtu pathMtu,
            Start blocksFrom,
            Consumer<TransferEvent> events,
            InstantSource clock) {
        return new Shared(
                generation,
                workers,
                pathMtu,
                new PathMemory(),
                new AddressBudget(),
                new UploadQuota(),
                new Hinting(events, clock),
                BufferMemory.ofThisJvm(),
                BufferMemory.ofThisJvm(),
                new AtomicInteger(),
                new AtomicLong(),
                blocksFrom,
                events,
                clock);
    }

    /// The same counts with other settings and content.
    Shared with(Generation next) {
        return new Shared(
                next,
                workers,
                pathMtu,
                paths,
                addresses,
                uploads,
                hinting,
                storing,
                readAhead,
                running,
                ids,
                blocksFrom,
                events,
                clock);
    }

    Settings settings() {
        return generation.settings();
    }

    Provider content() {
        return generation.content().chain();
    }
}
