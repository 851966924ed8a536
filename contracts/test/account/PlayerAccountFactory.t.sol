// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IStakeManager} from "@account-abstraction/contracts/interfaces/IStakeManager.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {PlayerAccountFactory} from "../../src/account/PlayerAccountFactory.sol";
import {StackTest} from "../support/StackTest.sol";

contract PlayerAccountFactoryTest is StackTest {
    function testFuzz_createAccount_isWhereGetAddressSaid(address owner, bytes calldata key, bytes32 salt) public {
        vm.assume(owner != address(0));
        bytes memory signer = abi.encodePacked(owner, key);
        address expected = factory.getAddress(signer, salt);
        vm.expectEmit(address(factory));
        emit PlayerAccountFactory.AccountCreated(expected, signer, salt);
        PlayerAccount created = PlayerAccount(payable(factory.createAccount(signer, salt)));
        assertEq(address(created), expected, "address");
        assertEq(created.owner(), signer, "owner");
        assertTrue(created.isModuleInstalled(1, address(validator), ""), "session module at birth");
        assertEq(validator.epochOf(expected), 1, "epoch");
    }

    function testFuzz_createAccount_isIdempotentAndAnybodys(address caller, bytes32 salt) public {
        address created = factory.createAccount(ownerBytes(), salt);
        vm.prank(caller);
        assertEq(factory.createAccount(ownerBytes(), salt), created, "the same");
        assertEq(validator.epochOf(created), 1, "not installed again");
    }

    function testFuzz_address_followsFromOwnerAndSalt(address a, address b, bytes32 s, bytes32 t) public view {
        vm.assume(a != address(0) && b != address(0) && (a != b || s != t));
        assertNotEq(factory.getAddress(abi.encodePacked(a), s), factory.getAddress(abi.encodePacked(b), t), "different");
    }

    function testFuzz_reverts_whenTheOwnerIsMalformed(bytes calldata seen, bytes32 salt) public {
        bytes memory short = seen.length < 20 ? seen : seen[:19];
        vm.expectRevert(abi.encodeWithSelector(PlayerAccountFactory.OwnerMalformed.selector, short));
        factory.createAccount(short, salt);
        bytes memory zero = abi.encodePacked(address(0), seen);
        vm.expectRevert(abi.encodeWithSelector(PlayerAccountFactory.OwnerMalformed.selector, zero));
        factory.getAddress(zero, salt);
    }

    function testFuzz_reverts_whenAStrangerTouchesTheStake(address stranger) public {
        vm.assume(stranger != operator);
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger);
        vm.deal(stranger, 1 ether);
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        factory.addStake{value: 1}(1);
        vm.expectRevert(refusal);
        factory.unlockStake();
        vm.expectRevert(refusal);
        factory.withdrawStake(payable(stranger));
    }

    function test_stake_isAddedUnlockedAndWithdrawnByTheOwner() public {
        vm.deal(operator, 1 ether);
        vm.startPrank(operator);
        factory.addStake{value: 1 ether}(1 days);
        IStakeManager.DepositInfo memory info = entryPoint.getDepositInfo(address(factory));
        assertTrue(info.staked, "staked");
        assertEq(info.stake, 1 ether, "stake");
        factory.unlockStake();
        vm.warp(vm.getBlockTimestamp() + 1 days + 1);
        factory.withdrawStake(payable(operator));
        assertEq(operator.balance, 1 ether, "back");
    }

    /// @dev The owner's role is the only way to the stake.
    function test_reverts_whenTheOwnerWouldLeaveNobodyBehind() public {
        vm.expectRevert(PlayerAccountFactory.StakeOwnerRequired.selector);
        vm.prank(operator);
        factory.renounceOwnership();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(this)));
        factory.renounceOwnership();
        assertEq(factory.owner(), operator, "owner");
    }

    /// @dev Whoever deploys first, the account is the owner's; the owner's operation goes without initCode then.
    function test_deployedByAStranger_theAccountIsTheOwners() public {
        vm.prank(bundler);
        account = PlayerAccount(payable(factory.createAccount(ownerBytes(), "front-run")));
        handle(signFirst(operation(callPlay(2)), makeGrant()));
        assertEq(target.played(), 2, "played");
    }

    /// @dev The code behind the clones is nobody's account.
    function test_implementation_takesNoOperation() public {
        PlayerAccount implementation = factory.IMPLEMENTATION();
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        bytes32 hash = entryPointHash(op);
        vm.prank(address(entryPoint));
        assertEq(implementation.validateUserOp(op, hash, 0), 1, "refused");
        vm.expectRevert();
        implementation.initialize();
    }
}
