package dev.jnet.lab;

import dev.jnet.link.ForwardingLink;
import dev.jnet.link.Link;
import dev.jnet.link.LinkException;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MalformedPacketException;
import java.net.InetAddress;
import java.util.List;
import java.util.TreeSet;

/** A link around that of a random path. It notes by which of the equal paths packets went. */
public final class PathsTaken extends ForwardingLink {
  private final InetAddress target;
  private final List<RandomPath> equal;
  private final TreeSet<Integer> taken = new TreeSet<>();

  /** Notes the packets for a target. */
  public PathsTaken(Link link, RandomPath path, InetAddress target) {
    super(link);
    this.equal = path.equalPaths();
    this.target = target;
  }

  @Override
  public void send(byte[] frame) throws LinkException {
    super.send(frame);
    if (equal.size() > 1) {
      note(frame);
    }
  }

  private void note(byte[] frame) throws LinkException {
    try {
      Datagram.parse(Ethernet.parse(frame).payload())
          .filter(packet -> packet.ip().destination().equals(target))
          .ifPresent(packet -> taken.add(packet.flow() % equal.size()));
    } catch (MalformedPacketException e) {
      throw new LinkException("a frame that is none: " + e.getMessage());
    }
  }

  /** The paths that packets took, as {@link RandomPath#equalPaths} has them. */
  public List<RandomPath> paths() {
    return equal.size() == 1 ? equal : taken.stream().map(equal::get).toList();
  }
}
