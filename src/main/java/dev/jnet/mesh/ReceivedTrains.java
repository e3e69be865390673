package dev.jnet.mesh;

import dev.jnet.link.Frame;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Udp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a member has received of others' trains. Its size has bounds, whatever is sent. */
public final class ReceivedTrains {
  private static final int MAX_MEASUREMENTS = 64;
  private static final int MAX_PACKETS = 4096;

  private final Map<Long, List<Arrival>> byToken = new LinkedHashMap<>();

  /** Takes a captured frame, if it is a packet of a train. */
  public void take(Frame frame) {
    if (frame.outgoing() || frame.foreign()) {
      return;
    }
    int header = frame.type().headerLength();
    if (frame.bytes().length <= header) {
      return;
    }
    try {
      IpPacket packet =
          IpPacket.parse(Arrays.copyOfRange(frame.bytes(), header, frame.bytes().length));
      if (packet.protocol() == IpProtocol.UDP && packet.fragmentOffset() == 0) {
        Udp udp = Udp.parse(packet);
        TrainPacket.label(udp.payload()).ifPresent(label -> add(label, packet));
      }
    } catch (MalformedPacketException noneOfOurs) {
      return;
    }
  }

  private void add(TrainPacket.Label label, IpPacket packet) {
    List<Arrival> arrivals = byToken.computeIfAbsent(label.token(), each -> new ArrayList<>());
    if (arrivals.size() < MAX_PACKETS) {
      arrivals.add(
          new Arrival(
              label.number(), !packet.isFragment(), packet.trafficClass(), packet.hopLimit()));
    }
    if (byToken.size() > MAX_MEASUREMENTS) {
      byToken.remove(byToken.keySet().iterator().next());
    }
  }

  /** What has arrived of a measurement since the last call, in the order in which it did. */
  public List<Arrival> takeOut(long token) {
    List<Arrival> arrivals = byToken.remove(token);
    return arrivals == null ? List.of() : List.copyOf(arrivals);
  }
}
