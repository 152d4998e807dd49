package dev.trivet.app.serve;

import dev.trivet.app.map.MapFile;
import dev.trivet.app.settings.Key;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.ListenAddress;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.app.settings.SettingsException;
import dev.trivet.app.settings.Tables;
import dev.trivet.app.settings.Values;
import dev.trivet.content.AddressRange;
import dev.trivet.content.NamePattern;
import dev.trivet.content.Root;
import dev.trivet.content.Rule;
import dev.trivet.server.ClientMatch;
import dev.trivet.server.ClientRule;
import dev.trivet.server.ServerBuilder;
import dev.trivet.server.TftpServer;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Settings to what a [ServerBuilder] takes. What is not set is left to the builder.
public final class Building {
    private Building() {}

    /// @param transfers at once, as many as this process can have
    /// @param remarks hears what is hardly meant as the map file has it
    /// @throws SettingsException with what is wrong with the map file
    static ServerBuilder builder(ServeSettings settings, int transfers, Consumer<String> remarks)
            throws SettingsException {
        var builder = server(settings.server()).maxTransfers(transfers);
        settings.get(Keys.LISTEN).stream().map(ListenAddress::socketAddress).forEach(builder::listen);
        settings.roots().stream().map(Building::root).forEach(builder::root);
        settings.clients().stream().map(Building::client).forEach(builder::client);
        MapFile.of(settings).ifPresent(rules -> {
            rules.remarks().forEach(remarks);
            builder.names(rules);
        });
        return builder;
    }

    private static ServerBuilder server(Values values) {
        return new Setting<>(values, TftpServer.builder())
                .set(Keys.IP_VERSION, ServerBuilder::ipVersion)
                .set(Keys.SINGLE_PORT, ServerBuilder::singlePort)
                .set(Keys.PORT_RANGE, ServerBuilder::portRange)
                .set(Keys.ALLOW_READ, (builder, ranges) -> builder.allowRead(ranges.toArray(AddressRange[]::new)))
                .set(Keys.ALLOW_WRITE, (builder, ranges) -> builder.allowWrite(ranges.toArray(AddressRange[]::new)))
                .set(Keys.MAX_BLKSIZE, ServerBuilder::maxBlksize)
                .set(Keys.MAX_BLKSIZE_UNFRAGMENTED, ServerBuilder::maxBlksizeUnfragmented)
                .set(Keys.REFUSE_OPTIONS, (builder, names) -> builder.refuseOptions(names.toArray(String[]::new)))
                .set(Keys.MAX_WINDOWSIZE, ServerBuilder::maxWindowsize)
                .set(Keys.MAX_WINDOW_BYTES, ServerBuilder::maxWindowBytes)
                .set(Keys.GIVE_UP, ServerBuilder::giveUp)
                .set(Keys.MAX_TRANSFER_TIME, ServerBuilder::maxTransferTime)
                .set(Keys.RETRANSMIT, ServerBuilder::retransmit)
                .set(Keys.ERROR_TEXTS, ServerBuilder::errorTexts)
                .set(Keys.WHEN_FULL, ServerBuilder::whenFull)
                .set(Keys.REQUESTS_PER_ADDRESS, ServerBuilder::requestsPerAddress)
                .set(Keys.TRANSFERS_PER_ADDRESS, ServerBuilder::transfersPerAddress)
                .set(Keys.MISSES_PER_ADDRESS, ServerBuilder::missesPerAddress)
                .set(Keys.MAX_UPLOAD, ServerBuilder::maxUpload)
                .set(Keys.MAX_UPLOAD_TOTAL, ServerBuilder::maxUploadTotal)
                .set(Keys.MAX_UPLOAD_PER_ADDRESS, ServerBuilder::maxUploadPerAddress)
                .set(Keys.ENGINE, ServerBuilder::engine)
                .set(Keys.ALLOW_BROADCAST, ServerBuilder::allowBroadcast)
                .set(Keys.SPIN, ServerBuilder::spin)
                .made();
    }

    public static Root root(ServeSettings.Root root) {
        return new Setting<>(root.values(), Root.at(root.directory()))
                .set(Tables.PREFIX, Root::prefix)
                .set(Keys.WRITE, Root::write)
                .set(Keys.KEEP_VERSIONS, Root::keepVersions)
                .set(Keys.DURABILITY, Root::durability)
                .set(Keys.UMASK, Root::umask)
                .set(Keys.SPOOL, Root::spool)
                .set(Keys.PATH_STYLE, Root::pathStyle)
                .set(Keys.LENIENT_NAMES, Root::lenientNames)
                .set(Keys.IGNORE_CASE, Root::ignoreCase)
                .set(Keys.FOLLOW_LINKS_TO, Root::followLinksTo)
                .set(Keys.ALLOW_READ, (made, ranges) -> made.allowRead(ranges.toArray(AddressRange[]::new)))
                .set(Keys.ALLOW_WRITE, (made, ranges) -> made.allowWrite(ranges.toArray(AddressRange[]::new)))
                .set(Keys.WORLD_ACCESS, Root::worldAccess)
                .set(Keys.MAX_UPLOAD, Root::maxUpload)
                .made()
                .rules(root.rules().stream().map(Building::rule).toArray(Rule[]::new));
    }

    private static Rule rule(Values values) {
        var names = values.given(Tables.NAMES).orElse(List.of()).stream().map(NamePattern::text);
        return new Setting<>(values, Rule.names(names.toArray(String[]::new)))
                .set(Tables.CLIENTS, (rule, ranges) -> rule.clients(ranges.toArray(AddressRange[]::new)))
                .set(Tables.READ, Rule::read)
                .set(Keys.WRITE, Rule::write)
                .set(Keys.MAX_UPLOAD, Rule::maxUpload)
                .made();
    }

    private static ClientRule client(Values values) {
        var matches = values.get(Tables.MATCH).toArray(ClientMatch[]::new);
        return new Setting<>(values, ClientRule.of(matches))
                .set(Keys.MAX_BLKSIZE, ClientRule::maxBlksize)
                .set(Keys.MAX_WINDOWSIZE, ClientRule::maxWindowsize)
                .set(Keys.REFUSE_OPTIONS, (rule, names) -> rule.refuseOptions(names.toArray(String[]::new)))
                .set(Tables.ROLLOVER, ClientRule::rollover)
                .set(Tables.FIRST_BLOCK, ClientRule::firstBlock)
                .set(Tables.ACCEPT_UNTERMINATED, ClientRule::acceptUnterminated)
                .set(Keys.TRANSFERS_PER_ADDRESS, ClientRule::transfersPerAddress)
                .set(Keys.REQUESTS_PER_ADDRESS, ClientRule::requestsPerAddress)
                .set(Keys.MAX_UPLOAD, ClientRule::maxUpload)
                .made();
    }

    /// Something that each value set changes.
    private record Setting<B>(Values values, B made) {
        <T> Setting<B> set(Key<T> key, BiFunction<B, T, B> change) {
            return values.given(key)
                    .map(value -> new Setting<>(values, change.apply(made, value)))
                    .orElse(this);
        }
    }
}
