// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account as AccountBase} from "@openzeppelin/contracts/account/Account.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {Vm, VmSafe} from "forge-std/Vm.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

contract Silent {
    fallback() external {
        assembly {
            revert(0, 0)
        }
    }
}

/// @dev Packed calls: the account executes exactly what the module read, and what any other reader reads.
contract RunTest is StackTest {
    /// @dev Compared with the tests' own packing, which does not use the decoder.
    function testFuzz_everyCall_isMadeAsItWasPacked(address[] memory targets, bytes32 seed) public {
        uint256 count = targets.length > 12 ? 12 : targets.length;
        Execution[] memory calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            address to = address(uint160(uint256(keccak256(abi.encode(targets[i])))));
            if (i != 0 && uint8(seed[i]) % 2 == 0) to = calls[i - 1].target;
            calls[i] = Execution(to, 0, _bytes(uint256(seed) % 200, keccak256(abi.encode(seed, i))));
        }
        _expectMade(calls);
    }

    /// @dev Its length fills all 15 bits; one more bit would name another target.
    function test_theLongestCall_goesToTheTargetBefore() public {
        Execution[] memory calls = new Execution[](2);
        calls[0] = Execution(address(0xbeef01), 0, "");
        calls[1] = Execution(address(0xbeef01), 0, _bytes(0x7fff, "long"));
        _expectMade(calls);
    }

    /// @dev Packed calls with any byte changed, or cut anywhere: what is accepted is within the grant, and counted.
    function testFuzz_whateverIsMadeOfThem_onlyWhatTheGrantNamesHappens(uint8 at, uint8 change, uint8 cut) public {
        Grant memory grant = makeGrant();
        handle(first(grant, callPlay(0), hint(0)));
        bytes memory data = packed(_plays(3));
        if (at % 4 != 0) data[4 + at % (data.length - 4)] = bytes1(change);
        if (cut % 3 == 0) data = _cut(data, cut % data.length);
        uint256 before = sessionNow(grant).actionsLeft;
        vm.startStateDiffRecording();
        try this.handleExternally(use(grant, data, hint(0))) {} catch {}
        Vm.AccountAccess[] memory seen = vm.stopAndReturnStateDiff();
        uint256 made;
        for (uint256 i = 0; i < seen.length; ++i) {
            if (seen[i].accessor != address(account) || seen[i].kind != VmSafe.AccountAccessKind.Call) continue;
            if (seen[i].account == address(validator)) continue;
            assertEq(seen[i].account, address(target), "the grant's target");
            assertEq(bytes4(seen[i].data), Target.play.selector, "the rule that was hinted");
            ++made;
        }
        assertLe(made, before - sessionNow(grant).actionsLeft, "and each is counted");
    }

    function test_theFirstThatFails_undoesAll_withItsReason() public {
        Execution[] memory calls = _plays(3);
        calls[1].callData = abi.encodeCall(Target.fail, (7));
        bytes memory data = packed(calls);
        vm.expectRevert(abi.encodeWithSelector(Target.Refused.selector, 7));
        this.runExternally(data);
        calls[1] = Execution(address(new Silent()), 0, hex"12345678");
        data = packed(calls);
        vm.expectRevert(Errors.FailedCall.selector);
        this.runExternally(data);
        assertEq(target.played(), 0, "undone");
    }

    function test_reverts_whenTheyAreCutShort() public {
        bytes memory data = packed(_plays(2));
        for (uint256 length = 5; length < data.length; ++length) {
            // The first call ends here.
            if (length == 4 + 2 + 20 + 36) continue;
            vm.expectRevert();
            this.runExternally(_cut(data, length));
        }
        assertEq(target.played(), 0, "nothing was played");
    }

    function test_noCalls_areNone() public {
        _run(abi.encodeCall(account.runTogether, ()));
        assertEq(target.played(), 0);
    }

    function test_noValue_isEverSent() public {
        vm.deal(address(account), 1 ether);
        vm.deal(address(entryPoint), 1 ether);
        vm.prank(address(entryPoint));
        (bool success,) = address(account).call{value: 1}(packed(_plays(1)));
        assertFalse(success, "not payable");
        _run(packed(_plays(1)));
        assertEq(address(account).balance, 1 ether, "kept");
    }

    function testFuzz_reverts_whenAStrangerRuns(address stranger) public {
        vm.assume(stranger != address(account) && stranger != address(entryPoint));
        bytes memory data = packed(_plays(1));
        vm.prank(stranger);
        (bool success, bytes memory reason) = address(account).call(data);
        assertFalse(success, "refused");
        assertEq(reason, abi.encodeWithSelector(AccountBase.AccountUnauthorized.selector, stranger));
    }

    function test_anOwner_runsWhatItLikes() public {
        Execution[] memory calls = _plays(2);
        calls[1].callData = abi.encodeCall(Target.forbidden, ());
        PackedUserOperation memory op = ownerOperation(packed(calls));
        handle(op);
        assertEq(target.played(), type(uint256).max, "done");
    }

    function _expectMade(Execution[] memory calls) private {
        vm.startStateDiffRecording();
        _run(packed(calls));
        Vm.AccountAccess[] memory seen = vm.stopAndReturnStateDiff();
        uint256 made;
        for (uint256 i = 0; i < seen.length; ++i) {
            if (seen[i].accessor != address(account) || seen[i].kind != VmSafe.AccountAccessKind.Call) continue;
            assertEq(seen[i].account, calls[made].target, "target");
            assertEq(seen[i].data, calls[made].callData, "data");
            assertEq(seen[i].value, 0, "no value");
            ++made;
        }
        assertEq(made, calls.length, "every call");
    }

    function runExternally(bytes calldata data) external {
        _run(data);
    }

    function _run(bytes memory data) private {
        vm.prank(address(entryPoint));
        (bool success, bytes memory reason) = address(account).call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }

    function _plays(uint256 count) private view returns (Execution[] memory calls) {
        calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (i + 1)));
        }
    }

    function _cut(bytes memory data, uint256 length) private pure returns (bytes memory short) {
        short = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            short[i] = data[i];
        }
    }

    function _bytes(uint256 length, bytes32 seed) private pure returns (bytes memory data) {
        data = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            data[i] = keccak256(abi.encode(seed, i))[0];
        }
    }
}
