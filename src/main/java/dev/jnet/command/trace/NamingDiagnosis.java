package dev.jnet.command.trace;

import dev.jnet.network.Network;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.ForwardingDiagnosis;
import dev.jnet.probe.Reply;

/** A diagnosis that starts to look up the name of every address that answers. */
final class NamingDiagnosis<R> extends ForwardingDiagnosis<R> {
  private final Network network;

  NamingDiagnosis(Diagnosis<R> diagnosis, Network network) {
    super(diagnosis);
    this.network = network;
  }

  @Override
  public void accept(Reply reply) {
    if (reply instanceof Reply.Failed failed) {
      network.names().askNameOf(failed.packet().source());
    } else if (reply instanceof Reply.Echoed echoed) {
      network.names().askNameOf(echoed.packet().source());
    }
    super.accept(reply);
  }
}
