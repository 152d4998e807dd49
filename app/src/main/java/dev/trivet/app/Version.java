package dev.trivet.app;

import picocli.CommandLine.IVersionProvider;

/// What `--version` prints: enough for a bug report.
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var module = Version.class.getModule().getDescriptor();
        String trivet = module == null
                ? ""
                : " " + module.version().map(Object::toString).orElse("");
        String java = Runtime.version() + ", " + System.getProperty("java.vendor");
        return new String[] {"Trivet" + trivet + " (Java " + java + ")"};
    }
}
