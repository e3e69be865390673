package dev.jnet.neighbor;

import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.MalformedPacketException;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a RARP server which address belongs to a hardware address (RFC 903), as diskless machines
 * did when they were switched on. No answer says "none": a server is silent about a hardware
 * address that is not in its table.
 */
public final class ReverseResolution implements Diagnosis<ReverseResolutionResult> {
  private static final int QUESTIONS = 3;
  private static final long INTERVAL = 1000 * Nanos.MILLISECOND;

  /** How long to wait for the answers of further servers after an answer, in ns. */
  private static final long LINGER = 200 * Nanos.MILLISECOND;

  private static final Inet4Address UNSPECIFIED = (Inet4Address) Addresses.literal("0.0.0.0");

  private final String interfaceName;
  private final MacAddress sourceMac;
  private final MacAddress target;
  private final List<ReverseAnswer> answers = new ArrayList<>();
  private int asked;
  private long wakeAt = Long.MIN_VALUE;
  private boolean over;

  /**
   * A question that has not been asked yet.
   *
   * @param interfaceName the interface to ask on
   * @param sourceMac its hardware address, to which the answer comes
   * @param target the hardware address asked about; often the asker's own
   */
  public ReverseResolution(String interfaceName, MacAddress sourceMac, MacAddress target) {
    this.interfaceName = interfaceName;
    this.sourceMac = sourceMac;
    this.target = target;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (now < wakeAt) {
      return Optional.empty();
    }
    if (asked == QUESTIONS || !answers.isEmpty()) {
      over = true;
      return Optional.empty();
    }
    asked++;
    wakeAt = now + INTERVAL;
    // both addresses are undefined in a request (RFC 903)
    Arp question = new Arp(Arp.REVERSE_REQUEST, sourceMac, UNSPECIFIED, target, UNSPECIFIED);
    return Optional.of(Probe.broadcast(EtherType.RARP, question));
  }

  @Override
  public void accept(Reply reply) {
    if (!(reply instanceof Reply.Neighbor neighbor)) {
      return;
    }
    try {
      Arp answer = Arp.parse(neighbor.ethernet().payload());
      answers.add(
          new ReverseAnswer(
              answer.targetIp(),
              answer.senderMac(),
              answer.senderIp(),
              neighbor.ethernet(),
              neighbor.timing()));
      wakeAt = neighbor.timing().at() + LINGER;
    } catch (MalformedPacketException impossible) {
      throw new AssertionError("it was matched because it could be parsed", impossible);
    }
  }

  @Override
  public long wakeAt() {
    return wakeAt;
  }

  @Override
  public boolean done() {
    return over;
  }

  @Override
  public ReverseResolutionResult result() {
    return new ReverseResolutionResult(
        interfaceName, sourceMac, target, asked, List.copyOf(answers));
  }
}
