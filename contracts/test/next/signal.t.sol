// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {INextHourglass} from "../../src/next/INextHourglass.sol";
import {NextTest} from "./NextTest.sol";

contract SignalTest is NextTest {
    function setUp() public override {
        super.setUp();
        begin(DASH, FORAGER);
    }

    function test_showsEachSign_whereThePlayerIs() public {
        for (uint256 kind = 0; kind <= 7; ++kind) {
            vm.expectEmit();
            emit INextHourglass.Signalled(ana, 1, run().tile(), kind);
            play(abi.encodeCall(INextHourglass.signal, (kind)));
            assertEq(run().used(), 5 * (kind + 1), "five grains");
        }
    }

    function test_reverts_whenTheSignIsUnknown() public {
        refuse(
            abi.encodeCall(INextHourglass.signal, (8)),
            abi.encodeWithSelector(INextHourglass.SignalUnknown.selector, 8, 7)
        );
    }
}
