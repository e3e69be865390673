package dev.jnet.command.walk;

import dev.jnet.probe.ProgramTraffic;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Redirect;
import dev.jnet.walk.Walk;
import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks to a URL, and follows its redirects. */
final class Walker {
  private final Journey journey;
  private final WalkPlan plan;
  private final List<Leg> legs = new ArrayList<>();
  private ProgramTraffic programs = ProgramTraffic.SAME;

  Walker(Journey journey, WalkPlan plan) {
    this.journey = journey;
    this.plan = plan;
  }

  /** The whole walk, whatever its outcome is. */
  Walk walk(Url asked) throws IOException {
    Url url = asked;
    Verdict verdict = leg(url);
    while (verdict.outcome() == Outcome.REDIRECTED && plan.follow() && !journey.isStopped()) {
      Redirect redirect = redirectFrom(url);
      Optional<Verdict> obstacle = redirect.obstacle();
      if (obstacle.isPresent()) {
        verdict = obstacle.get();
        break;
      }
      url = redirect.target();
      verdict = leg(url);
    }
    if (journey.broken().isPresent() && !verdict.isGood()) {
      verdict = new Verdict(Outcome.LINK_BROKEN, journey.broken().get().getMessage());
    }
    return new Walk(
        asked,
        List.copyOf(legs),
        verdict,
        journey.network().isPractice(),
        programs,
        journey.tally());
  }

  /** Walks one leg. When a redirect leads nowhere, the earlier legs are kept. */
  private Verdict leg(Url url) throws IOException {
    try {
      LegWalker.Result result = new LegWalker(journey, plan).walk(url);
      legs.add(result.leg());
      programs = result.programs();
      return result.verdict();
    } catch (IOException e) {
      if (legs.isEmpty()) {
        throw e;
      }
      return new Verdict(Outcome.BAD_REDIRECT, url + ": " + e.getMessage());
    }
  }

  private Redirect redirectFrom(Url url) {
    Leg last = legs.get(legs.size() - 1);
    String location = last.page().orElseThrow().redirect().orElseThrow();
    return new Redirect(url, location, legs.size() - 1);
  }
}
