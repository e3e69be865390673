package dev.jnet.command.ping;

import dev.jnet.host.SignalHandlers;
import dev.jnet.unit.Nanos;
import java.util.function.IntSupplier;

/** How often somebody has asked by Ctrl-\ (SIGQUIT) how a ping stands, as ping lets them. */
final class StatusRequests implements IntSupplier {
  /** Nobody asks earlier, in ns; until then the answer of a single ping is printed. */
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
