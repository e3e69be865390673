package dev.jnet.mtu;

import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Ttl;

/** ICMP or ICMPv6 echo requests, which the target echoes. */
final class EchoCarrier implements Carrier {
  private final ProbeFactory probes;

  EchoCarrier(ProbeFactory probes) {
    this.probes = probes;
  }

  @Override
  public Probe probe(int size, Ttl ttl) {
    return probes.echo(size, ttl);
  }

  @Override
  public boolean arrived(Reply reply) {
    return reply instanceof Reply.Echoed;
  }
}
