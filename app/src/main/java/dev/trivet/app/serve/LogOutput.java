package dev.trivet.app.serve;

import dev.trivet.app.serve.LogEntry.Level;
import dev.trivet.app.settings.Keys;
import dev.trivet.app.settings.LogFormat;
import dev.trivet.app.settings.LogTarget;
import dev.trivet.app.settings.ServeSettings;
import dev.trivet.linux.Syslog;
import dev.trivet.linux.Syslog.Priority;
import java.io.PrintStream;

/// Where lines of the log go. Any thread.
sealed interface LogOutput {
    /// @param level how much the line matters
    void line(Level level, String line);

    /// A line stands alone: it needs its own time and level.
    boolean wantsTime();

    /// Standard error, or whatever stands for it.
    record Stream(PrintStream out) implements LogOutput {
        @Override
        public void line(Level level, String line) {
            out.println(line);
        }

        @Override
        public boolean wantsTime() {
            return true;
        }
    }

    /// The log daemon, which knows the time, the program and its process id.
    record Daemon() implements LogOutput {
        @Override
        public void line(Level level, String line) {
            Syslog.log(priority(level), line);
        }

        @Override
        public boolean wantsTime() {
            return false;
        }

        /// What tftpd-hpa takes: requests and their ends are notices, errors sent and details are not. Whoever asks
        /// for details wants to read them: log daemons drop what is for debugging.
        private static Priority priority(Level level) {
            return switch (level) {
                case DEBUG -> Priority.INFO;
                case INFO -> Priority.NOTICE;
                case WARN -> Priority.WARNING;
                case ERROR -> Priority.ERROR;
            };
        }
    }

    /// Connected already, so that it works when privileges are gone.
    ///
    /// @param err where the log goes without a log daemon
    static LogOutput of(ServeSettings settings, PrintStream err) {
        if (settings.get(Keys.LOG_TO) == LogTarget.STDERR || !Syslog.available()) return new Stream(err);
        Syslog.open(program(settings.get(Keys.LOG)));
        return new Daemon();
    }

    /// What rules for the lines of tftpd-hpa look for in front of them.
    static String program(LogFormat format) {
        return format == LogFormat.TFTPD_HPA ? "in.tftpd" : "trivet";
    }
}
