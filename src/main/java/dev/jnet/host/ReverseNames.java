package dev.jnet.host;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of addresses, as the system finds them: asked all at once, and nobody waits. A name that
 * has not come when it is needed is left out.
 */
public final class ReverseNames {
  /** Questions under way at a time; more addresses than these stay without a name. */
  private static final int MOST = 256;

  /** Bytes of the longest name of the DNS, its dots and a zero included; C's NI_MAXHOST. */
  private static final int LONGEST = 1025;

  private final Map<InetAddress, String> names = new ConcurrentHashMap<>();
  private final Map<InetAddress, Boolean> asked = new ConcurrentHashMap<>();

  /** Begins to ask for an address's name, unless it did before. */
  public void ask(InetAddress address) {
    if (asked.size() < MOST && asked.putIfAbsent(address, Boolean.TRUE) == null) {
      Thread thread = new Thread(() -> lookUp(address), "jnet-name");
      thread.setDaemon(true); // the end does not wait for a name server that is away
      thread.start();
    }
  }

  private void lookUp(InetAddress address) {
    try {
      Capabilities.giveAway();
    } catch (HostException e) {
      return; // what a name server sends is not worth reading with them
    }
    byte[] name = new byte[LONGEST];
    if (Libc.getnameinfo(AddressBytes.socketAddress(address), name) == 0) {
      names.put(address, printable(name));
    }
  }

  /** The name of an address, if it is known by now. */
  public Optional<String> of(InetAddress address) {
    return Optional.ofNullable(names.get(address));
  }

  /** Whoever runs the zone writes what he likes: no control characters on the terminal. */
  private static String printable(byte[] name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length && name[i] != 0; i++) {
      text.append(name[i] > ' ' && name[i] < 0x7f ? (char) name[i] : '?');
    }
    return text.toString();
  }
}
