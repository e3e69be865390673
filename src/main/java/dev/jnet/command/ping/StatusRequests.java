package dev.jnet.command.ping;

import dev.jnet.host.privilege.SignalHandlers;
import dev.jnet.unit.Nanos;
import java.util.function.IntSupplier;

/**
 * Counts how often the user has asked by Ctrl-\ (SIGQUIT) for the statistics so far, as in ping.
 */
final class StatusRequests implements IntSupplier {
  /** Requests are not counted before this time, in ns. By then a single ping has its answer. */
  private static final long QUIET = 200 * Nanos.MILLISECOND;

  private final long begunAt = System.nanoTime();
  private IntSupplier signals;

  @Override
  public int getAsInt() {
    if (signals == null && System.nanoTime() - begunAt > QUIET) {
      signals = SignalHandlers.quitSignals();
    }
    return signals == null ? 0 : signals.getAsInt();
  }
}
