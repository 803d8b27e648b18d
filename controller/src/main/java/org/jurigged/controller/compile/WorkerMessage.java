package org.jurigged.controller.compile;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the controller and a {@link CompileWorker} say to each other. */
sealed interface WorkerMessage {
    /** First, once, to the worker: the settings of all runs. No answer. */
    record Configure(CompileSettings settings) implements WorkerMessage {}

    /** To the worker: classes to show and to hide from now on. No answer. */
    record Overlaid(Map<String, byte[]> added, Set<String> removed) implements WorkerMessage {
        public Overlaid {
            added = Map.copyOf(added);
            removed = Set.copyOf(removed);
        }
    }

    /** To the worker: compile, each by itself. The answer is {@link Done} or {@link Broken}. */
    record Run(List<Javac.Request> requests) implements WorkerMessage {
        public Run {
            requests = List.copyOf(requests);
        }
    }

    /** From the worker: what the runs made, in the order of the requests. */
    record Done(List<Javac.Result> results) implements WorkerMessage {
        public Done {
            results = List.copyOf(results);
        }
    }

    /** From the worker: there is no javac to run, as a sentence. */
    record Broken(String message) implements WorkerMessage {}
}
