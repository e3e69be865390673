package dev.jnet.mesh;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends the packets of a train, and collects what routers report about them. */
public final class Train implements Diagnosis<List<RouterReport>> {
  private final Trip trip;
  private final List<TrainPacket> packets;
  private final long patience;
  private final Consumer<Frame> others;
  private final IdentityHashMap<Probe, TrainPacket> sent = new IdentityHashMap<>();
  private final List<RouterReport> reports = new ArrayList<>();
  private int next;
  private long overAt = NEVER;
  private boolean over;

  /**
   * A train that has not left.
   *
   * @param patience how long reports are waited for after the last packet, in ns
   * @param others takes the frames that are no reports: other members' packets may be among them
   */
  public Train(Trip trip, List<TrainPacket> packets, long patience, Consumer<Frame> others) {
    this.trip = trip;
    this.packets = List.copyOf(packets);
    this.patience = patience;
    this.others = others;
  }

  @Override
  public Optional<Probe> next(long now) {
    if (next == packets.size()) {
      over |= now >= overAt;
      return Optional.empty();
    }
    TrainPacket packet = packets.get(next++);
    Probe probe = packet.probe(trip);
    sent.put(probe, packet);
    overAt = now + patience;
    return Optional.of(probe);
  }

  @Override
  public void accept(Reply reply) {
    TrainPacket packet = sent.get(reply.probe());
    if (packet == null || !(reply instanceof Reply.Failed failed)) {
      return;
    }
    IcmpError.Kind kind = failed.error().kind();
    boolean tooBig = kind == IcmpError.Kind.TOO_BIG;
    if (tooBig || kind == IcmpError.Kind.TIME_EXCEEDED) {
      String router = Addresses.text(failed.packet().source());
      long mtu = tooBig ? failed.error().nextHopMtu() : 0;
      reports.add(new RouterReport(packet, router, tooBig, mtu));
    }
  }

  @Override
  public void overhear(Frame frame) {
    others.accept(frame);
  }

  @Override
  public long wakeAt() {
    return overAt;
  }

  @Override
  public boolean done() {
    return over;
  }

  @Override
  public List<RouterReport> result() {
    return List.copyOf(reports);
  }
}
