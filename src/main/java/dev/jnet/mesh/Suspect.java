package dev.jnet.mesh;

import java.util.List;

/**
 * A link, or a router, that explains pairs with a symptom.
 *
 * @param symptom what is wrong
 * @param router the router, where no one link explains all pairs and this router does; otherwise
 *     null
 * @param links the link; several where the traces cannot tell them apart: it is one of these. Of a
 *     router, all links that these pairs pass
 * @param explained pairs with the symptom whose path has the link
 * @param broken all pairs with the symptom
 * @param reportedBy the routers that reported packets as too big
 * @param someFlows whether the link carries other flows without the symptom: it is one of several
 *     that lie side by side
 */
public record Suspect(
    Symptom symptom,
    String router,
    List<DirectedLink> links,
    List<Direction> explained,
    int broken,
    List<String> reportedBy,
    boolean someFlows) {
  /** Copies the lists. */
  public Suspect {
    links = List.copyOf(links);
    explained = List.copyOf(explained);
    reportedBy = List.copyOf(reportedBy);
  }

  /** Whether the traces leave just one link, or one router. */
  public boolean isCertain() {
    return router != null || links.size() == 1;
  }
}
