package dev.trivet.app.doctor;

import static dev.trivet.app.doctor.DoctorFixture.finding;
import static dev.trivet.app.doctor.DoctorFixture.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trivet.app.ExitCode;
import dev.trivet.app.doctor.Host.Ran;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.Values;
import dev.trivet.content.WritePolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `/srv/tftp`, served by root, by somebody, or by `--user nobody`.
class DirectoryCheckTest {
    private static final String NO_CAPABILITY = "0000000000000000";

    private final FakeHost host = new FakeHost();

    private static Values asNobody(Values flags) {
        return flags.with(Keys.USER, "nobody");
    }

    private static Values uploadsAsNobody(Values flags) {
        return asNobody(flags).with(Keys.WRITE, WritePolicy.CREATE);
    }

    @Test
    void anOpenFolderIsFine() throws Exception {
        assertThat(finding(new DirectoryCheck(), host, DirectoryCheckTest::asNobody))
                .isEqualTo(Finding.ok("directory", "/srv/tftp can be read by user 'nobody'"));
    }

    @Test
    void aRootThatIsClosedToTheUserIsNamedWithModeOwnerAndRemedy() throws Exception {
        host.directory("/srv/tftp", 0700);
        var finding = finding(new DirectoryCheck(), host, DirectoryCheckTest::asNobody);
        assertThat(finding.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
        assertThat(finding.what()).isEqualTo("/srv/tftp cannot be served by user 'nobody'");
        assertThat(finding.why())
                .isEqualTo("/srv/tftp lacks the right to enter (x) for user 'nobody': it has mode 700, owner root");
        assertThat(finding.remedy()).contains("chmod o+x /srv/tftp").contains("setfacl -m u:nobody:x /srv/tftp");
    }

    @Test
    void aFolderAboveThatIsClosedToWhoStartsIsTheObstacle() throws Exception {
        host.runBy(65_534, NO_CAPABILITY).directory("/srv", 0750);
        var finding = finding(new DirectoryCheck(), host);
        assertThat(finding.exitCode()).isEqualTo(ExitCode.LOCAL_FILE);
        assertThat(finding.why()).startsWith("/srv lacks the right to enter (x)");
    }

    /// It is opened by root, and stays open.
    @Test
    void aFolderAboveThatIsClosedToTheLaterUserAloneKeepsNobodyFromServing() throws Exception {
        host.directory("/srv", 0750);
        var finding = finding(new DirectoryCheck(), host, DirectoryCheckTest::asNobody);
        assertThat(finding.level()).isEqualTo(Level.WARNING);
        assertThat(finding.why()).startsWith("/srv lacks").contains("a reload would fail");
    }

    @Test
    void foldersThatALinkLeadsToAreOnTheWay() throws Exception {
        host.symbolic("/srv/tftp", "../home/boot")
                .directory("/home", FakeHost.DIRECTORY)
                .directory("/home/boot", 0700);
        var finding = finding(new DirectoryCheck(), host, DirectoryCheckTest::asNobody);
        assertThat(finding.why()).startsWith("/home/boot lacks");
    }

    @Test
    void linksInCirclesEnd() throws Exception {
        host.symbolic("/srv/tftp", "boot").symbolic("/srv/boot", "tftp");
        assertThat(finding(new DirectoryCheck(), host).level()).isEqualTo(Level.PROBLEM);
    }

    @Test
    void anAccessListThatAllowsCountsMoreThanTheMode() throws Exception {
        host.directory("/srv/tftp", 0750)
                .program("setpriv --reuid 65534 --regid 65534 --init-groups test -x /srv/tftp", new Ran(0, "", ""));
        assertThat(finding(new DirectoryCheck(), host, DirectoryCheckTest::asNobody)
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void whatIsMissingIsMade() throws Exception {
        var missing = new FakeHost();
        var settings = new dev.trivet.app.settings.SettingsSource(
                        java.util.Optional.empty(), java.util.Optional.of(Path.of("/srv/boot")), Values.NONE)
                .read();
        var finding = new DirectoryCheck().look(new Examined(missing, settings)).getFirst();
        assertThat(finding.why()).isEqualTo("/srv/boot does not exist");
        assertThat(finding.remedy()).isEqualTo("mkdir -p /srv/boot");
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        host.file("/srv/tftp", 0644);
        assertThat(finding(new DirectoryCheck(), host).why()).isEqualTo("/srv/tftp is no directory");
    }

    @Test
    void uploadsNeedTheRightToWrite() throws Exception {
        var refused = findings(new DirectoryCheck(), host, DirectoryCheckTest::uploadsAsNobody);
        assertThat(refused).extracting(Finding::level).containsExactly(Level.OK, Level.PROBLEM);
        assertThat(refused.getLast().why()).isEqualTo("user 'nobody' may not write there (w)");
        assertThat(refused.getLast().remedy()).contains("chown nobody /srv/tftp");

        host.directory("/srv/tftp", 0777);
        assertThat(findings(new DirectoryCheck(), host, DirectoryCheckTest::uploadsAsNobody))
                .extracting(Finding::level)
                .containsExactly(Level.OK, Level.OK);
    }

    @Test
    void uploadsNeedAFileSystemThatIsNotReadOnly() throws Exception {
        host.directory("/srv/tftp", 0777).text("/proc/self/mounts", """
                /dev/vda / ext4 rw,relatime 0 0
                /dev/vdb /srv ext4 ro,relatime 0 0
                tmpfs /srv/tf tmpfs rw 0 0
                """);
        var finding = findings(new DirectoryCheck(), host, DirectoryCheckTest::uploadsAsNobody)
                .getLast();
        assertThat(finding.why()).contains("mounted read-only");
    }

    @Test
    void uploadsNeedRoom() throws Exception {
        host.directory("/srv/tftp", 0777).free(1_000_000);
        var finding = findings(new DirectoryCheck(), host, DirectoryCheckTest::uploadsAsNobody)
                .getLast();
        assertThat(finding.id()).isEqualTo("disk");
        assertThat(finding.level()).isEqualTo(Level.WARNING);
    }

    @Test
    void filesThatCannotBeReadAreCountedAndNamed() throws Exception {
        host.file("/srv/tftp/a", 0644)
                .file("/srv/tftp/b", 0640)
                .directory("/srv/tftp/sub", FakeHost.DIRECTORY)
                .file("/srv/tftp/sub/c", 0600)
                .symbolic("/srv/tftp/inside", "sub/c")
                .symbolic("/srv/tftp/out", "/etc/passwd");
        var found = findings(new SampleCheck(), host, DirectoryCheckTest::asNobody);
        assertThat(found).extracting(Finding::id).containsExactly("unreadable", "links");
        assertThat(found.getFirst().what())
                .isEqualTo("2 of 6 entries beneath /srv/tftp cannot be read by user 'nobody', such as b, sub/c");
        assertThat(found.getLast().what()).endsWith("lead out of it: 1, such as out");
    }

    @Test
    void filesThatCanBeReadAreFine() throws Exception {
        host.file("/srv/tftp/a", 0644).file("/srv/tftp/b", 0640);
        assertThat(finding(new SampleCheck(), host).level()).isEqualTo(Level.OK);
    }

    @Test
    void withWorldAccessFilesMustBeReadableForEverybody() throws Exception {
        host.file("/srv/tftp/b", 0640);
        var found = finding(new SampleCheck(), host, flags -> flags.with(Keys.WORLD_ACCESS, true));
        assertThat(found.what()).endsWith("such as b");
        assertThat(found.why()).contains("--world-access");
    }

    @Test
    void filesMadeInAdvanceNeedASpoolWhereTheirFolderIsClosed() throws Exception {
        host.directory("/var", FakeHost.DIRECTORY).directory("/var/spool", 0777);
        var spooled = findings(
                        new DirectoryCheck(),
                        host,
                        flags -> asNobody(flags)
                                .with(Keys.WRITE, WritePolicy.EXISTING)
                                .with(Keys.SPOOL, Path.of("/var/spool")))
                .getLast();
        assertThat(spooled.what()).isEqualTo("uploads can be stored in /var/spool by user 'nobody'");
        var created = findings(
                        new DirectoryCheck(),
                        host,
                        flags -> uploadsAsNobody(flags).with(Keys.SPOOL, Path.of("/var/spool")))
                .getLast();
        assertThat(created.level()).isEqualTo(Level.PROBLEM);
    }
}
