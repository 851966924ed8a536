// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev Target, function and value of each call.
contract CallsTest is StackTest {
    function setUp() public override {
        super.setUp();
        Grant memory grant = makeGrant();
        grant.permissions[0].maxValue = 5;
        enable(grant);
        vm.deal(address(account), 1 ether);
    }

    function test_permittedCall_reachesItsTarget() public {
        handle(signUse(operation(callPlay(3))));
        assertEq(target.played(), 3, "played");
        assertEq(target.lastCaller(), address(account), "by the account");
    }

    function test_reverts_whenTheTargetIsAnother() public {
        Target other = new Target();
        expectCallsRefused(
            single(address(other), 0, abi.encodeCall(Target.play, (1))),
            _notPermitted(0, address(other), Target.play.selector)
        );
    }

    function testFuzz_reverts_whenTheTargetIsAnyOther(address other) public {
        vm.assume(other != address(target));
        expectCallsRefused(
            single(other, 0, abi.encodeCall(Target.play, (1))), _notPermitted(0, other, Target.play.selector)
        );
    }

    function test_reverts_whenTheFunctionIsAnother() public {
        expectCallsRefused(
            single(address(target), 0, abi.encodeCall(Target.forbidden, ())),
            _notPermitted(0, address(target), Target.forbidden.selector)
        );
    }

    function testFuzz_reverts_whenTheFunctionIsAnyOther(bytes4 selector, bytes calldata rest) public {
        vm.assume(selector != Target.play.selector && selector != Target.spend.selector);
        expectCallsRefused(
            single(address(target), 0, bytes.concat(selector, rest)), _notPermitted(0, address(target), selector)
        );
    }

    function testFuzz_reverts_whenCalldataIsShorterThanASelector(uint8 length, uint8 value) public {
        length = length % 4;
        bytes memory data = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            data[i] = Target.play.selector[i];
        }
        expectCallsRefused(
            single(address(target), value % 6, data),
            abi.encodeWithSelector(ISessionValidator.CallTooShort.selector, 0, length)
        );
    }

    function test_reverts_whenValueIsSentWithoutCalldata() public {
        expectCallsRefused(
            single(address(target), 1, ""), abi.encodeWithSelector(ISessionValidator.CallTooShort.selector, 0, 0)
        );
    }

    function testFuzz_value_passesUpToItsLimitOnly(uint256 value) public {
        value = value % 3 == 0 ? value : value % 12;
        bytes memory callData = single(address(target), value, abi.encodeCall(Target.play, (1)));
        if (value <= 5) {
            handle(signUse(operation(callData)));
            assertEq(target.received(), value, "received");
        } else {
            expectCallsRefused(
                callData, abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, value, 5)
            );
        }
    }

    function test_value_isInclusive_andOneWeiMoreIsRefused() public {
        handle(signUse(operation(single(address(target), 5, abi.encodeCall(Target.play, (1))))));
        assertEq(target.received(), 5, "received");
        expectCallsRefused(
            single(address(target), 6, abi.encodeCall(Target.play, (1))),
            abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 6, 5)
        );
    }

    function testFuzz_reverts_whenValueIsSentAndNoneIsAllowed(uint256 value) public {
        value = bound(value, 1, type(uint256).max);
        expectCallsRefused(
            single(address(target), value, abi.encodeCall(Target.spend, (1, 1))),
            abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, value, 0)
        );
    }

    function testFuzz_reverts_whenOneCallOfABatchIsNotPermitted(uint8 bad) public {
        Execution[] memory calls = new Execution[](4);
        for (uint256 i = 0; i < 4; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (1)));
        }
        bad = bad % 4;
        calls[bad].callData = abi.encodeCall(Target.forbidden, ());
        expectCallsRefused(batch(calls), _notPermitted(bad, address(target), Target.forbidden.selector));
    }

    function test_batch_ofPermittedCalls_isMadeInOrder() public {
        Execution[] memory calls = new Execution[](3);
        calls[0] = Execution(address(target), 2, abi.encodeCall(Target.play, (1)));
        calls[1] = Execution(address(target), 0, abi.encodeCall(Target.spend, (9, 7)));
        calls[2] = Execution(address(target), 5, abi.encodeCall(Target.play, (2)));
        handle(signUse(operation(batch(calls))));
        assertEq(target.played(), 3, "played");
        assertEq(target.spent(), 7, "spent");
        assertEq(target.received(), 7, "value of both calls");
        assertEq(sessionNow().actionsLeft, 97, "three actions");
    }

    function _notPermitted(uint256 index, address to, bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, index, to, selector);
    }
}
