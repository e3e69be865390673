package dev.jnet.report.trace;

import dev.jnet.report.trace.SvgCanvas.Color;
import dev.jnet.report.trace.SvgCanvas.Point;
import dev.jnet.report.trace.TraceNodes.Node;
import dev.jnet.trace.HopAnswer;
import java.util.List;

/**
 * Draws what runs through the rows of a trace's picture: the flows from router to router where they
 * part, and the round trips.
 */
record TraceSvgFlows(
    TraceReportContent content, List<List<Node>> places, TraceSvgLayout layout, SvgCanvas canvas) {
  void draw() {
    int row = 0;
    for (int place = 0; place + 1 < places.size(); place++) {
      List<Node> nodes = places.get(place);
      for (int lane = 0; lane < nodes.size(); lane++) {
        edges(nodes.get(lane), lane, row + lane, places.get(place + 1), row + nodes.size());
      }
      row += nodes.size();
    }
    nodesAndTimes();
  }

  /** Draws where the flows of a node go on to, with wider lines for more flows. */
  private void edges(Node node, int lane, int row, List<Node> next, int nextRow) {
    for (int i = 0; i < next.size() && layout.parted(); i++) {
      int shared = 0;
      for (int flow : node.flows()) {
        shared += next.get(i).flows().contains(flow) ? 1 : 0;
      }
      if (shared > 0) {
        double stroke = 1.5 + 3.0 * shared / content.flows().size();
        canvas.curve(
            new Point(layout.lane(lane), layout.middle(row)),
            new Point(layout.lane(i), layout.middle(nextRow + i)),
            stroke,
            Color.LINE);
      }
    }
  }

  /** Draws what lies on top of the lines: the nodes, and a dot for every answer. */
  private void nodesAndTimes() {
    for (List<Integer> flows : content.result().ways()) {
      quickest(flows.get(0));
    }
    int row = 0;
    for (List<Node> nodes : places) {
      for (int lane = 0; lane < nodes.size(); lane++) {
        Node node = nodes.get(lane);
        if (layout.parted()) {
          canvas.dot(new Point(layout.lane(lane), layout.middle(row)), 5, 1, Color.LINE);
        }
        if (layout.parted() && node.address().isEmpty()) {
          canvas.dot(new Point(layout.lane(lane), layout.middle(row)), 3.5, 1, Color.SURFACE);
        }
        for (HopAnswer answer : node.answers()) {
          canvas.dot(
              new Point(layout.x(answer.roundTrip()), layout.middle(row)), 4, 0.6, Color.LINE);
        }
        row++;
      }
    }
  }

  /** Draws a line through the quickest answers of all nodes that a flow passes. */
  private void quickest(int flow) {
    int fromX = -1;
    int fromY = -1;
    int row = 0;
    for (List<Node> nodes : places) {
      for (Node node : nodes) {
        if (node.flows().contains(flow) && !node.answers().isEmpty()) {
          int x = layout.x(node.quickest());
          if (fromX >= 0) {
            canvas.line(new Point(fromX, fromY), new Point(x, layout.middle(row)), 1, Color.LINE);
          }
          fromX = x;
          fromY = layout.middle(row);
        }
        row++;
      }
    }
  }
}
