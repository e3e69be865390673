package dev.jnet.command.ping;

import dev.jnet.network.Names;
import dev.jnet.report.ping.PingLines;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** The names of the hosts that answer a ping; as in ping, none where an address was pinged. */
final class PingNames implements PingLines.Names {
  /** How long the first answer waits for the name of who sent it. */
  private static final Duration FIRST_NAME = Duration.ofMillis(200);

  private final InetAddress target;
  private final Names names;
  private final boolean shown;
  private boolean awaited;

  /**
   * Names of which none was asked for.
   *
   * @param host the target as it was asked for
   * @param numeric whether no names are wanted
   */
  PingNames(String host, InetAddress target, boolean numeric, Names names) {
    this.target = target;
    this.names = names;
    this.shown = !numeric && !host.equals(Addresses.text(target));
  }

  /** Begins to look up the target's name, before an answer needs it. */
  void ask() {
    if (shown) {
      names.askNameOf(target);
    }
  }

  /**
   * The name of an address, if it is known by now. The first answer waits for the name a little, so
   * that it is not left to luck which line has it.
   */
  @Override
  public Optional<String> nameOf(InetAddress address) {
    if (!shown) {
      return Optional.empty();
    }
    names.askNameOf(address);
    if (!awaited) {
      awaited = true;
      names.awaitNames(FIRST_NAME);
    }
    return names.nameOf(address);
  }
}
