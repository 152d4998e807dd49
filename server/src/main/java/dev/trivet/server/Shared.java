package dev.trivet.server;

import dev.trivet.content.Provider;
import dev.trivet.engine.Workers;
import dev.trivet.transfer.Start;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// What the loops of one server share. Everything in it may be used from any thread.
///
/// @param running transfers that count towards `max-transfers`
/// @param ids the last id of a transfer
/// @param blocksFrom where the blocks of every transfer begin
/// @param events must not wait
record Shared(
        Settings settings,
        Provider content,
        Workers workers,
        PathMtu pathMtu,
        PathMemory paths,
        AddressBudget addresses,
        UploadQuota uploads,
        AtomicInteger running,
        AtomicLong ids,
        Start blocksFrom,
        Consumer<TransferEvent> events,
        InstantSource clock) {

    static Shared of(
            Settings settings,
            Provider content,
            Workers workers,
            PathMtu pathMtu,
            Start blocksFrom,
            Consumer<TransferEvent> events,
            InstantSource clock) {
        return new Shared(
                settings,
                content,
                workers,
                pathMtu,
                new PathMemory(),
                new AddressBudget(settings.requestsPerAddress(), settings.transfersPerAddress()),
                new UploadQuota(settings.maxUpload(), settings.maxUploadPerAddress(), settings.maxUploadTotal()),
                new AtomicInteger(),
                new AtomicLong(),
                blocksFrom,
                events,
                clock);
    }
}
