package org.jurigged.agent;

import java.io.IOException;

/** One question, on its way to an answer. */
final class Answering implements Runnable {
    private final Requests requests;
    private final Link link;
    private final Wire.Frame question;

    Answering(Requests requests, Link link, Wire.Frame question) {
        this.requests = requests;
        this.link = link;
        this.question = question;
    }

    @Override
    public void run() {
        Wire.Message answer = new Wire.Message(Protocol.ANSWER, question.number);
        try {
            requests.answer(question, answer);
        } catch (Throwable e) {
            // Whatever the program's code throws: its thread is ours.
            answer = new Wire.Message(Protocol.FAILURE, question.number)
                    .add(kind(e))
                    .add(describe(e));
        }
        link.send(answer);
    }

    private byte kind(Throwable e) {
        switch (question.kind) {
            case Protocol.REDEFINE:
                return Protocol.REFUSED;
            case Protocol.DEFINE:
            case Protocol.CALL:
            case Protocol.INITIALISE:
                return e instanceof IOException ? Protocol.FAILED : Protocol.THROWN;
            default:
                return Protocol.FAILED;
        }
    }

    private static String describe(Throwable e) {
        try {
            String text = e.toString();
            return text == null ? e.getClass().getName() : text;
        } catch (Throwable other) {
            return e.getClass().getName();
        }
    }
}
