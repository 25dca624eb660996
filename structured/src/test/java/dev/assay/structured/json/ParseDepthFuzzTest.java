package dev.assay.structured.json;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Whatever is repeated, depth needs none of Java's stack. The input is as in {@link ParseTimeFuzzTest}. Half the usual
 * stack and 10,000 levels stand for 100,000: the smallest frame for each level would overflow it just as well, and ten times as many inputs are tried.
 */
class ParseDepthFuzzTest {

    private static final int DEPTH = 10_000;
    private static final int STACK = 512 * 1024;
    private static final int LONGEST = 8;

    @FuzzTest
    @DictionaryFile(resourcePath = "pieces.dict")
    void depthNeedsNoStack(byte[] input) throws Throwable {
        Repeated text = Repeated.of(input);
        if (text.piece().length() <= LONGEST) {
            onSmallStack(() -> text.steps(DEPTH * text.piece().length()));
        }
    }

    private static void onSmallStack(Runnable task) throws Throwable {
        FutureTask<Void> future = new FutureTask<>(task, null);
        new Thread(null, future, "small stack", STACK).start();
        try {
            future.get();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}
