package dev.jnet.host.name;

import dev.jnet.host.AddressBytes;
import dev.jnet.host.HostException;
import dev.jnet.host.Libc;
import dev.jnet.host.privilege.Capabilities;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Looks up names of addresses with the system's resolver, all at the same time, while other things
 * are measured.
 */
public final class ReverseNames {
  /** The most look-ups in all. Further addresses get no name. */
  private static final int MAX = 256;

  /** The longest name in the DNS in bytes, its dots and a zero included; C's NI_MAXHOST. */
  private static final int LONGEST = 1025;

  /** How often it is looked whether the run is to end, in ms. */
  private static final long LOOK_EVERY = 20;

  private final Map<InetAddress, String> names = new ConcurrentHashMap<>();
  private final Map<InetAddress, Thread> asked = new ConcurrentHashMap<>();

  /** Starts to look up the name of an address, unless it was started before. */
  public void ask(InetAddress address) {
    if (asked.size() >= MAX || asked.containsKey(address)) {
      return;
    }
    Thread thread = new Thread(() -> lookUp(address), "jnet-name");
    thread.setDaemon(true); // jnet ends without waiting for a silent name server
    thread.start();
    asked.put(address, thread);
  }

  private void lookUp(InetAddress address) {
    try {
      Capabilities.giveAway();
    } catch (HostException e) {
      return; // the answer comes from the network, so it is read without privileges or not at all
    }
    byte[] name = new byte[LONGEST];
    if (Libc.getnameinfo(AddressBytes.socketAddress(address), name) == 0) {
      names.put(address, printable(name));
    }
  }

  /**
   * Waits until the look-ups that were begun have ended.
   *
   * @param atMost the longest wait
   * @param stopped whether the run is to end, so that nothing waits any more
   * @return how many have not ended
   */
  public int await(Duration atMost, BooleanSupplier stopped) {
    long end = System.nanoTime() + atMost.toNanos();
    int pending = 0;
    for (Thread thread : asked.values()) {
      pending += hasEnded(thread, end, stopped) ? 0 : 1;
    }
    return pending;
  }

  private static boolean hasEnded(Thread thread, long end, BooleanSupplier stopped) {
    try {
      while (thread.isAlive() && System.nanoTime() < end && !stopped.getAsBoolean()) {
        thread.join(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the run is to end: whoever called sees that
    }
    return !thread.isAlive();
  }

  /** The name of an address, if it is known by now. */
  public Optional<String> of(InetAddress address) {
    return Optional.ofNullable(names.get(address));
  }

  /**
   * Replaces control characters. The owner of a zone may write anything, and the name is shown on a
   * terminal.
   */
  private static String printable(byte[] name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length && name[i] != 0; i++) {
      text.append(name[i] > ' ' && name[i] < 0x7f ? (char) name[i] : '?');
    }
    return text.toString();
  }
}
