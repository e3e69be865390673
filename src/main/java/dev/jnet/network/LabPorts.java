package dev.jnet.network;

import dev.jnet.console.CommandException;
import java.net.InetAddress;

/** Ports of a practice network's client, on which no other program runs. */
final class LabPorts implements Ports {
  /** Where the ports begin that any program may take (RFC 6335). */
  private static final int FIRST_EPHEMERAL = 49_152;

  private static final int CHOICE = 10_000;

  private final int first;

  /** The same ports for the same seed. */
  LabPorts(long seed) {
    this.first = FIRST_EPHEMERAL + (int) Math.floorMod(seed, (long) CHOICE);
  }

  @Override
  public TcpPort tcp(InetAddress target) {
    return new TcpPort(first, "");
  }

  @Override
  public KernelPort kernel(InetAddress target) throws CommandException {
    throw new CommandException(
        "usage", "--kernel and --lab exclude each other: a practice network has no kernel");
  }

  @Override
  public boolean guardTcp(InetAddress target, int port) {
    return true;
  }

  @Override
  public PortSet several(int tcpPorts) {
    return new LabPortSet();
  }

  private final class LabPortSet implements PortSet {
    private int next = first;

    @Override
    public int nextTcp(InetAddress target) {
      return next++;
    }

    @Override
    public int udp(InetAddress target) {
      return next;
    }

    @Override
    public String filter() {
      return "";
    }
  }
}
