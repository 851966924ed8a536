// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Random target, function and value of each call.
contract CallsFuzzTest is SessionTest {
    function setUp() public override {
        super.setUp();
        enable(_grant());
    }

    /// @dev `play` may be paid up to 5 wei each time.
    function _grant() private view returns (Grant memory grant) {
        grant = unpaid(makeGrant());
        grant.permissions[0].maxValue = 5;
        grant.permissions[0].period = "session";
        grant.permissions[0].limits = limit("value", 100);
    }

    function test_permittedCall_reachesItsTarget() public {
        handle(use(_grant(), callPlay(3), hint(0)));
        assertEq(target.played(), 3, "played");
        assertEq(target.lastCaller(), address(account), "by the account");
    }

    function testFuzz_reverts_whenTheTargetIsAnyOther(address other) public {
        vm.assume(other != address(target));
        _refuses(single(other, 0, abi.encodeCall(Target.play, (1))), 0, _notPermitted(0, other, Target.play.selector));
    }

    function testFuzz_reverts_whenTheFunctionIsAnyOther(bytes4 selector, bytes calldata rest, uint8 hinted) public {
        vm.assume(selector != Target.play.selector && selector != Target.spend.selector);
        bytes memory call = single(address(target), 0, bytes.concat(selector, rest));
        _refuses(call, hinted, _notPermitted(0, address(target), selector));
    }

    /// @dev The first bytes of a selector are not a selector, with value and without.
    function testFuzz_reverts_whenCalldataIsShorterThanASelector(uint8 length, uint8 value, uint8 hinted) public {
        bytes memory data = new bytes(length % 4);
        for (uint256 i = 0; i < data.length; ++i) {
            data[i] = Target.play.selector[i];
        }
        _refuses(single(address(target), value % 6, data), hinted, _notPermitted(0, address(target), 0));
        assertEq(target.emptyCalls(), 0, "no empty call");
    }

    function testFuzz_value_passesUpToItsLimitOnly(uint256 value) public {
        value = value % 3 == 0 ? value : value % 12;
        vm.deal(address(account), 1 ether);
        bytes memory callData = single(address(target), value, abi.encodeCall(Target.play, (1)));
        if (value > 5) return _refuses(callData, 0, _valueRefused(value, 5));
        handle(use(_grant(), callData, hint(0)));
        assertEq(target.received(), value, "received");
    }

    function testFuzz_reverts_whenValueIsSentAndNoneIsAllowed(uint256 value) public {
        value = bound(value, 1, type(uint256).max);
        _refuses(single(address(target), value, abi.encodeCall(Target.spend, (1, 1))), 1, _valueRefused(value, 0));
    }

    function testFuzz_reverts_whenOneCallOfABatchIsNotPermitted(uint8 bad, bool isPacked) public {
        Execution[] memory list = new Execution[](4);
        for (uint256 i = 0; i < 4; ++i) {
            list[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (1)));
        }
        bad = bad % 4;
        list[bad].callData = abi.encodeCall(Target.forbidden, ());
        _refuses(
            isPacked ? packed(list) : batch(list), 0, _notPermitted(bad, address(target), Target.forbidden.selector)
        );
    }

    function test_batch_ofPermittedCalls_isMadeInOrder() public {
        Execution[] memory list = new Execution[](3);
        list[0] = Execution(address(target), 2, abi.encodeCall(Target.play, (1)));
        list[1] = Execution(address(target), 0, abi.encodeCall(Target.spend, (9, 7)));
        list[2] = Execution(address(target), 5, abi.encodeCall(Target.play, (2)));
        handle(use(_grant(), batch(list), hex"000100"));
        assertEq(target.played(), 3, "played");
        assertEq(target.spent(), 7, "spent");
        assertEq(target.received(), 7, "value of both calls");
        assertEq(sessionNow(_grant()).actionsLeft, 97, "three actions");
    }

    function _refuses(bytes memory callData, uint8 hinted, bytes memory reason) private {
        expectRefused(use(_grant(), callData, hint(hinted)), reason);
    }

    function _valueRefused(uint256 seen, uint256 allowed) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, seen, allowed);
    }

    function _notPermitted(uint256 index, address to, bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, index, to, selector);
    }
}
