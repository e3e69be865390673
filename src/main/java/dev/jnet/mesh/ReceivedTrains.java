package dev.jnet.mesh;

import dev.jnet.link.Frame;
import dev.jnet.unit.Nanos;
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

  /** Nobody asks any more what arrived of a train whose last packet came so long ago, in ns. */
  private static final long ASKED_WITHIN = 30 * Nanos.SECOND;

  private final Map<Long, Train> byToken = new LinkedHashMap<>();
  private long lost;

  private static final class Train {
    private final List<Arrival> arrivals = new ArrayList<>();
    private long lastAt;
  }

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
        TrainPacket.label(udp.payload()).ifPresent(label -> add(label, packet, frame.at()));
      }
    } catch (MalformedPacketException noneOfOurs) {
      return;
    }
  }

  private void add(TrainPacket.Label label, IpPacket packet, long at) {
    Train train = byToken.computeIfAbsent(label.token(), each -> new Train());
    train.lastAt = at;
    if (train.arrivals.size() < MAX_PACKETS) {
      train.arrivals.add(
          new Arrival(
              label.number(), !packet.isFragment(), packet.trafficClass(), packet.hopLimit()));
    } else {
      lost++;
    }
    if (byToken.size() > MAX_MEASUREMENTS) {
      Train oldest = byToken.remove(byToken.keySet().iterator().next());
      lost += at - oldest.lastAt < ASKED_WITHIN ? oldest.arrivals.size() : 0;
    }
  }

  /** For how many packets there was no room, although somebody may still ask about them. */
  public long lost() {
    return lost;
  }

  /**
   * What to tell the sender of a measurement.
   *
   * @param uncaptured frames that were not captured so far
   */
  public HeardAnswer answer(long token, long uncaptured) {
    return HeardAnswer.of(takeOut(token), uncaptured + lost);
  }

  /** What has arrived of a measurement since the last call, in the order in which it did. */
  public List<Arrival> takeOut(long token) {
    Train train = byToken.remove(token);
    return train == null ? List.of() : List.copyOf(train.arrivals);
  }
}
