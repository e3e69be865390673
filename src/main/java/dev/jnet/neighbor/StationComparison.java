package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpEcho;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MacAddress;
import dev.jnet.wire.Payload;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Sends an echo request to each of the stations that answer for one address, in a frame to that
 * station alone. When the reply comes from another station, both are interfaces of one machine,
 * which answers ARP by all of its interfaces.
 */
public final class StationComparison implements Diagnosis<List<StationComparison.Answer>> {
  /** How long to wait for replies after the last request, in ns. */
  private static final long PATIENCE = 500 * Nanos.MILLISECOND;

  private static final int MAX_STATIONS = 8;
  private static final int DATA = 32;

  /**
   * A station that is a router does not pass a request on: its answer would be another station's.
   */
  private static final int HOP_LIMIT = 1;

  private final NeighborQuestion question;
  private final List<MacAddress> macs;
  private final SplittableRandom random;
  private final int identifier;
  private final List<Probe> probes = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private MacAddress arrivedFrom = MacAddress.ZERO;
  private long askedAt;
  private boolean over;

  /**
   * A station that answered.
   *
   * @param asked the station to which the request was sent
   * @param from the station from which the reply came
   */
  public record Answer(MacAddress asked, MacAddress from) {
    /** Whether another interface answered than the one that was asked. */
    public boolean isByAnother() {
      return !asked.equals(from);
    }
  }

  /**
   * A comparison that has not asked yet.
   *
   * @param question the question about the address; its source must not be the unspecified address
   * @param macs the stations that answered it; the first eight of them are asked
   * @param seed the seed of the requests' identifier and data
   */
  public StationComparison(NeighborQuestion question, List<MacAddress> macs, long seed) {
    this.question = question;
    this.macs = macs.subList(0, Math.min(MAX_STATIONS, macs.size()));
    this.random = new SplittableRandom(seed);
    this.identifier = random.nextInt(1 << 16);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (probes.size() < macs.size()) {
      Probe probe = Probe.of(macs.get(probes.size()), question.sourceMac(), request());
      probes.add(probe);
      askedAt = now;
      return Optional.of(probe);
    }
    over |= now >= askedAt + PATIENCE;
    return Optional.empty();
  }

  private IpPacket request() {
    InetAddress target = question.target();
    int version = Addresses.version(target);
    byte[] data = new byte[DATA];
    random.nextBytes(data);
    IcmpEcho echo = IcmpEcho.request(version, identifier, probes.size() + 1, data);
    return IpPacket.unsplittable(
        question.source(),
        target,
        random.nextInt(1 << 16),
        HOP_LIMIT,
        new Payload(IpProtocol.icmp(version), echo.emit(question.source(), target)));
  }

  @Override
  public void arrives(Frame frame) {
    arrivedFrom = frame.dissect().ethernet().map(each -> each.source()).orElse(MacAddress.ZERO);
  }

  @Override
  public void accept(Reply reply) {
    int index = probes.indexOf(reply.probe());
    if (reply instanceof Reply.Echoed && index >= 0 && !reply.timing().duplicate()) {
      answers.add(new Answer(macs.get(index), arrivedFrom));
      over = answers.size() == macs.size();
    }
  }

  @Override
  public long wakeAt() {
    return probes.size() < macs.size() ? Long.MIN_VALUE : askedAt + PATIENCE;
  }

  @Override
  public boolean done() {
    return over;
  }

  /** The stations that answered, in the order in which their replies came. */
  @Override
  public List<Answer> result() {
    return List.copyOf(answers);
  }
}
