// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {GameTest} from "./GameTest.sol";

contract SignalTest is GameTest {
    function setUp() public override {
        super.setUp();
        begin(DASH, FORAGER);
    }

    function test_showsEachSign_whereThePlayerIs() public {
        for (uint256 kind = 0; kind <= 7; ++kind) {
            vm.expectEmit();
            emit IHourglass.Signalled(ana, 1, run().tile(), kind);
            play(abi.encodeCall(IHourglass.signal, (kind)));
            assertEq(run().used(), 5 * (kind + 1), "five grains");
        }
    }

    function test_reverts_whenTheSignIsUnknown() public {
        refuse(abi.encodeCall(IHourglass.signal, (8)), abi.encodeWithSelector(IHourglass.SignalUnknown.selector, 8, 7));
    }
}
